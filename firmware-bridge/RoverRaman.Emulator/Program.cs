namespace RoverRaman.Emulator;

static class Program
{
    static int Main() => 0;
}
