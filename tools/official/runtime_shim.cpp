// TorchSharp 0.107's native library is built with GCC 13 and needs one symbol that GCC 12's libstdc++ (Debian 12) lacks:
// std::ios_base_library_init, which sets the standard streams up. Including <iostream> here does that the older way.
#include <iostream>

namespace std
{
void ios_base_library_init();
void ios_base_library_init() {}
}
