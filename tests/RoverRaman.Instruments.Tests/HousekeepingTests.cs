using System.Buffers.Binary;
using RoverRaman.Instruments.Housekeeping;

namespace RoverRaman.Instruments.Tests;

/// <summary>Board sensors from a tree of files, and the GPIO request as the kernel wants it.</summary>
public sealed class HousekeepingTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("rr-sysfs-").FullName;

    [Fact]
    public void Read_JetsonLikeTree_GivesZonesAndRails()
    {
        Put("class/thermal/thermal_zone0/type", "cpu-thermal\n");
        Put("class/thermal/thermal_zone0/temp", "48250\n");
        Put("class/thermal/thermal_zone3/type", "gpu-thermal\n"); // switched off: no temp to read
        Put("class/thermal/thermal_zone7/type", "tj-thermal\n");
        Put("class/thermal/thermal_zone7/temp", "51500\n");
        Put("class/hwmon/hwmon2/name", "ina3221\n");
        Rail("hwmon2", 1, "VDD_IN", 5000, 1500);
        Rail("hwmon2", 2, "VDD_CPU_GPU_CV", 5000, 400);
        Rail("hwmon2", 3, "NC", 0, 0);
        Put("class/hwmon/hwmon5/name", "pwmfan\n");
        Rail("hwmon5", 1, "not a rail", 1, 1);
        var sensors = new BoardSensors(_root);
        Assert.Equal([new("cpu-thermal", 48.25), new("tj-thermal", 51.5)], sensors.ReadTemperatures());
        Assert.Equal([new("VDD_IN", 5, 1.5), new("VDD_CPU_GPU_CV", 5, 0.4)], sensors.ReadRails());
        Assert.Equal((51.5, 7.5), (sensors.HottestCelsius(), sensors.TotalWatts()));
    }

    [Fact]
    public void Read_NothingThere_IsAbsentNotZero()
    {
        var sensors = new BoardSensors(_root);
        Assert.Empty(sensors.ReadTemperatures());
        Assert.Equal((null, null), (sensors.HottestCelsius(), sensors.TotalWatts()));
    }

    [Fact]
    public void Read_Rubbish_IsLeftOut()
    {
        Put("class/thermal/thermal_zone0/type", "cpu-thermal");
        Put("class/thermal/thermal_zone0/temp", "hot");
        Put("class/thermal/thermal_zone1/type", "broken");
        Put("class/thermal/thermal_zone1/temp", "-2147483648000");
        Assert.Empty(new BoardSensors(_root).ReadTemperatures());
    }

    [Fact]
    public void TotalWatts_NoInputRail_IsTheSum()
    {
        Put("class/hwmon/hwmon0/name", "ina3221");
        Rail("hwmon0", 1, "VDD_GPU_SOC", 10_000, 200);
        Rail("hwmon0", 2, "VDD_CPU_CV", 10_000, 300);
        Assert.Equal(5, new BoardSensors(_root).TotalWatts()!.Value, 6);
    }

    [Theory]
    [InlineData("VDD_IN=1:0x40/0.1", "VDD_IN", 1, 0x40, 0.1)]
    [InlineData("a b=12:0x4F/2", "a b", 12, 0x4F, 2)]
    public void PowerMonitor_Parses(string text, string label, int bus, int address, double ohms) =>
        Assert.Equal(new PowerMonitor(label, bus, address, ohms), PowerMonitor.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("=1:0x40/0.1")]
    [InlineData("VDD_IN=1:0x40")]
    [InlineData("VDD_IN=1:0x50/0.1")]
    [InlineData("VDD_IN=1:64/0.1")]
    [InlineData("VDD_IN=x:0x40/0.1")]
    [InlineData("VDD_IN=1:0x40/0")]
    [InlineData("VDD_IN=1:0x40/-1")]
    public void PowerMonitor_Nonsense_IsRefused(string text) =>
        Assert.Contains("VDD_IN=1:0x40/0.1", Assert.Throws<FormatException>(() => PowerMonitor.Parse(text)).Message, StringComparison.Ordinal);

#if !OFFICIAL_PACKAGES
    [Fact]
    public void BoardSource_IotInABuildWithoutIt_IsRefusedWithTheWayOut()
    {
        var refused = Assert.Throws<FormatException>(() => BoardSource.Parse("iot:VDD_IN=1:0x40/0.1"));
        Assert.Contains("OfficialPackages=true", refused.Message, StringComparison.Ordinal);
    }
#endif

    [Fact]
    public void BoardSource_Path_IsSysfs()
    {
        Put("class/thermal/thermal_zone0/type", "cpu-thermal");
        Put("class/thermal/thermal_zone0/temp", "48250");
        Assert.Equal(48.25, BoardSource.Parse(_root).Open().HottestCelsius());
    }

    [Fact]
    public void GpioRequest_Output_HasTheKernelsLayoutAndBeginsOff()
    {
        var request = GpioLine.Request(17, 8);
        Assert.Equal(592, request.Length);
        Assert.Equal(17u, BinaryPrimitives.ReadUInt32LittleEndian(request));
        Assert.Equal("roverraman\0"u8.ToArray(), request[256..267]);
        Assert.Equal(8ul, BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(288)));
        Assert.Equal((1u, 2u), (BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(296)), BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(320))));
        Assert.Equal((0ul, 1ul), (BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(328)), BinaryPrimitives.ReadUInt64LittleEndian(request.AsSpan(336))));
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(560)));
    }

    [Fact]
    public void GpioLine_NoChip_SaysSo() =>
        Assert.Contains("GPIO chip", Assert.Throws<IOException>(() => GpioLine.OpenInput(Path.Combine(_root, "gpiochip9"), 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/dev/gpiochip0:17", 17, false)]
    [InlineData("!/dev/gpiochip1:3", 3, true)]
    public void GpioAddress_Parses(string text, int line, bool activeLow)
    {
        var address = GpioAddress.Parse(text);
        Assert.Equal((line, activeLow), (address.Line, address.ActiveLow));
        Assert.StartsWith("/dev/gpiochip", address.Chip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("/dev/gpiochip0")]
    [InlineData("/dev/gpiochip0:x")]
    public void GpioAddress_Nonsense_IsRefused(string text) => Assert.Throws<FormatException>(() => GpioAddress.Parse(text));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    void Rail(string monitor, int channel, string label, int millivolts, int milliamperes)
    {
        Put($"class/hwmon/{monitor}/in{channel}_label", label);
        Put($"class/hwmon/{monitor}/in{channel}_input", $"{millivolts}");
        Put($"class/hwmon/{monitor}/curr{channel}_input", $"{milliamperes}");
    }

    void Put(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
