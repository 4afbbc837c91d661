using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

public class TransportAddressTests
{
    [Theory]
    [InlineData("/dev/ttyUSB0", "/dev/ttyUSB0", null)]
    [InlineData("/dev/ttyUSB0@115200", "/dev/ttyUSB0", 115200)]
    [InlineData("/dev/serial/by-id/usb-a@b-if00@9600", "/dev/serial/by-id/usb-a@b-if00", 9600)]
    [InlineData("COM3@57600", "COM3", 57600)]
    public void Parse_SerialLine_GivesPathAndBaud(string text, string device, int? baud)
    {
        var address = TransportAddress.Parse(text);
        Assert.Equal((device, baud, null), (address.Device, address.Baud, address.Host));
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:5000", "127.0.0.1", 5000)]
    [InlineData("tcp://spectrometer.local:65535", "spectrometer.local", 65535)]
    [InlineData("tcp://[::1]:1", "::1", 1)]
    public void Parse_Tcp_GivesHostAndPort(string text, string host, int port)
    {
        var address = TransportAddress.Parse(text);
        Assert.Equal((null, host, port), (address.Device, address.Host, address.Port));
    }

    [Theory]
    [InlineData("", "found nothing")]
    [InlineData("  ", "found nothing")]
    [InlineData("udp://x:1", "found udp://")]
    [InlineData("tcp://x", "found \"x\"")]
    [InlineData("tcp://x:0", "port of 1..65535")]
    [InlineData("tcp://x:65536", "port of 1..65535")]
    [InlineData("tcp://:80", "host:port")]
    [InlineData("@9600", "path of a tty")]
    [InlineData("/dev/ttyUSB0@", "found \"\"")]
    [InlineData("/dev/ttyUSB0@fast", "found \"fast\"")]
    [InlineData("/dev/ttyUSB0@-1", "found \"-1\"")]
    [InlineData("/dev/ttyUSB0@0", "above 0")]
    public void Parse_Wrong_SaysWhatAndShowsTheForms(string text, string expected)
    {
        var error = Assert.Throws<FormatException>(() => TransportAddress.Parse(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("tcp://host:port", error.Message, StringComparison.Ordinal);
    }
}
