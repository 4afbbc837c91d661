namespace RoverRaman.Ground;

// What a path leads to.
enum FileKind
{
    None,
    Regular,
    Socket,
    CharacterDevice,
    Fifo,
    Other,
}
