using RoverRaman.Emulator;

namespace RoverRaman.Instruments.Tests;

/// <summary>The physics that the command line can turn.</summary>
public sealed class DetectorTests
{
    static readonly TimeSpan Time = TimeSpan.FromMilliseconds(100);
    static readonly PlayableSpectrum Quartz = Playlist.BuiltIn().Single(spectrum => spectrum.Mineral == "Quartz");
    static readonly DetectorOptions Quiet = new() { Noise = 0 };

    [Fact]
    public void Resolution_LowersAndWidensASharpLine()
    {
        var sharp = Expose(Quiet);
        var blurred = Expose(Quiet with { Resolution = 20 });
        Assert.InRange(blurred.Max(), 600 + 0.3 * (sharp.Max() - 640), 600 + 0.8 * (sharp.Max() - 640));
        Assert.Equal(sharp.Sum(value => value - 600.0), blurred.Sum(value => value - 600.0), 0.01 * sharp.Sum(value => value - 600.0));
    }

    [Fact]
    public void CosmicRays_ComeAsOftenAsAsked()
    {
        var clean = new Detector(Quiet);
        var hit = new Detector(Quiet with { CosmicRays = 2 });
        int[] expected = new int[1024], found = new int[1024];
        var hits = 0;
        for (var i = 0; i < 300; i++)
        {
            clean.Expose(null, Time, expected);
            hit.Expose(null, Time, found);
            hits += found.Zip(expected).Count(pixel => pixel.First > pixel.Second + 1600);
        }
        Assert.InRange(hits, 500, 1000); // 600, and half of them two pixels wide
    }

    [Fact]
    public void DarkDoubling_RaisesTheDarkAsTheDetectorWarms()
    {
        var detector = new Detector(Quiet with { Warming = 14, DarkDoubling = 7 });
        int[] cold = new int[1024], warm = new int[1024];
        detector.Expose(null, TimeSpan.FromSeconds(10), cold);
        for (var i = 0; i < 2000; i++)
            detector.Expose(null, Time, warm);
        detector.Expose(null, TimeSpan.FromSeconds(10), warm);
        // 10 s x 300 counts a second, four times as much after 14 degrees.
        Assert.InRange(warm[500] - cold[500], 8800, 9200);
        Assert.InRange(detector.Celsius, 37, 38);
    }

    [Fact]
    public void FullScale_ClipsBelowTheConverter() => Assert.Equal(5000, Expose(Quiet with { FullScale = 5000 }).Max());

    [Fact]
    public void Inverted_LightIsLow()
    {
        var upright = Expose(Quiet);
        Assert.Equal(upright.Select(value => 16383 - value), Expose(Quiet with { Inverted = true }));
    }

    static int[] Expose(DetectorOptions options)
    {
        var pixels = new int[options.PixelCount];
        new Detector(options).Expose(Quartz, Time, pixels);
        return pixels;
    }
}
