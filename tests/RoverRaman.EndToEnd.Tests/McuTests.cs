using System.Diagnostics;
using System.Text.RegularExpressions;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The C library for microcontrollers: its own tests, fuzzing, the C# driver against it, and its size on the targets.</summary>
public sealed class McuTests(McuBuild build) : IClassFixture<McuBuild>
{
    [Fact]
    public void OwnTests_UnderSanitizers_Pass()
    {
        var (code, output) = ChildProcess.Run(build.Program("mcu_test"));
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Fuzz_FixedSeed_UnderSanitizers_FindsNothing()
    {
        var (code, output) = ChildProcess.Run(build.Program("mcu_fuzz"), "50000");
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Driver_OverAPty_TakesItForAnSts()
    {
        using var firmware = Process.Start(new ProcessStartInfo(build.Program("mcu_pty")) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var port = firmware.StandardOutput.ReadLine()!.Split(' ')[1];
            var options = new StsOptions
            {
                IntegrationTime = TimeSpan.FromMilliseconds(100),
                BaudPatience = TimeSpan.FromSeconds(10),
                // Every request and every reply is checked.
                Client = new ObpClientOptions { Margin = TimeSpan.FromSeconds(10), Checksum = ObpChecksum.Md5 },
            };
            using (var spectrometer = StsSpectrometer.Attach(TransportAddress.Parse(port), options, TestContext.Current.CancellationToken))
            {
                float[] dark = new float[spectrometer.Info.PixelCount], lit = new float[spectrometer.Info.PixelCount];
                Assert.Equal("MCU-0001", spectrometer.Info.SerialNumber);
                Assert.Equal(794.36 + 300 * 0.123 - 3e-6 * 300 * 300, spectrometer.Info.Wavelengths[300], 0.001);
                Assert.Equal(21.25, spectrometer.ReadTemperature(default));
                spectrometer.Acquire(dark, default);
                Assert.All(dark, value => Assert.Equal(600, value));
                spectrometer.SetExcitation(true, default);
                for (var i = 0; i < 20; i++)
                    spectrometer.Acquire(lit, default);
                Assert.Equal(9600, lit[300]);
                spectrometer.SetIntegrationTime(TimeSpan.FromMilliseconds(50), default);
                spectrometer.Acquire(lit, default);
                Assert.Equal(5100, lit[300]);
                Assert.Equal((0, 0, 0), (spectrometer.Counters.BadFrames, spectrometer.Counters.BytesSkipped, spectrometer.Counters.Timeouts));
            }
            firmware.StandardInput.Close();
            Assert.Contains("22 spectra, 0 bytes skipped", firmware.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
            firmware.WaitForExit();
            Assert.Equal(0, firmware.ExitCode); // the sanitizers have the last word
        }
        finally
        {
            if (!firmware.HasExited)
                firmware.Kill();
        }
    }

    [Fact]
    public void Size_OnTheTargets_AsksForMemcpyAloneAndStaysSmall()
    {
        var (code, output) = ChildProcess.Run(Path.Combine(McuBuild.Source, "size.sh"));
        Assert.True(code == 0, output);
        var measured = Regex.Matches(output, @"^(cortex-\S+) +library flash +(\d+) B, static RAM (\d+) B", RegexOptions.Multiline);
        Assert.SkipWhen(measured.Count == 0, "gcc-arm-none-eabi is not installed: " + output);
        Assert.All(measured, row =>
        {
            Assert.InRange(int.Parse(row.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), 1000, 4096);
            Assert.Equal("0", row.Groups[3].Value);
        });
    }
}
