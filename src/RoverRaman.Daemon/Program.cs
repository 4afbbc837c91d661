namespace RoverRaman.Daemon;

static class Program
{
    static int Main() => 0;
}
