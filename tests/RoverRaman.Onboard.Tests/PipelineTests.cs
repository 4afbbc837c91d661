using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The stages joined, with an instrument in memory.</summary>
public sealed class PipelineTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly StringWriter _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    OnboardOptions Options(int count) => new()
    {
        Acquisition = new AcquisitionOptions { Period = TimeSpan.Zero, Count = count, QueueCapacity = 256, ReconnectFirst = TimeSpan.FromMilliseconds(1) },
        Journal = new JournalOptions { Path = _folder.At("j"), Fsync = FsyncPolicy.Never, QueueCapacity = 4096 },
        Publisher = new PublisherOptions { Path = _folder.At("s") },
    };

    bool Run(OnboardOptions options, FakeSpectrometer instrument, FakeClassifier classifier, IFramePreprocessor? preprocess = null)
    {
        using var service = new ServiceManager(null);
        using var pipeline = new SciencePipeline(
            options, new FakeSource(instrument), preprocess ?? new FramePreprocessor(533), classifier, new EventLog(_log, TimeProvider.System), service, TimeProvider.System);
        return pipeline.Run(CancellationToken.None);
    }

    List<DecisionRecord> Decisions()
    {
        var reader = new JournalReader(File.ReadAllBytes(_folder.At("j")));
        var decisions = new List<DecisionRecord>();
        while (reader.TryRead(out var message))
            if (WireMessage.KindOf(message.Span) == MessageKind.Decision)
                decisions.Add(DecisionCodec.Read(message));
        return decisions;
    }

    [Fact]
    public void SpectrumToDecision_AllocatesNothing_OnTheThreadThatAcquiresAndTheOneThatDecides()
    {
        List<long> acquired = new(16), processed = new(16);
        var instrument = new FakeSpectrometer { Records = false };
        var classifier = new FakeClassifier();
        instrument.OnAcquire = (n, _) =>
        {
            while (n - classifier.Calls > 100)
                Thread.Yield(); // else it would outrun the decisions, and frames would be dropped
            Measure(n, acquired);
        };
        classifier.OnClassify = n => Measure(n, processed);

        Assert.True(Run(Options(1200), instrument, classifier));
        Assert.Equal(1200, Decisions().Count);
        Assert.Equal((0, 0), (Allocations.Between(acquired), Allocations.Between(processed)));

        // Everything warm after 100; bytes that this thread allocated up to there, every two hundred.
        static void Measure(int call, List<long> readings)
        {
            if (call is >= 100 and <= 1100 && call % 200 == 100)
                readings.Add(GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void Decision_CarriesWhatIsKnown()
    {
        Assert.True(Run(Options(1), new FakeSpectrometer(), new FakeClassifier { Probability = 0.9f }));
        var decision = Assert.Single(Decisions());

        Assert.Equal((1u, (ushort)1, 1u, TriageAction.SendSummary), (decision.Sequence, decision.BootCount, decision.SpectrumId, decision.Action));
        Assert.Equal((0x01020304u, 7u, (byte)2), (decision.BackboneId, decision.HeadVersion, decision.TopCount));
        Assert.Equal(new ClassScore(11, 9000), decision.Top[0]);
        Assert.Equal(QualityFlags.None, (QualityFlags)decision.QualityFlags);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - decision.UnixMilliseconds, 0, 60_000);
        Assert.NotEqual(TimeQuality.Unknown, decision.TimeQuality);
    }

    [Theory]
    [InlineData(0f, QualityFlags.LowSignal)]
    [InlineData(1e6f, QualityFlags.Saturated)]
    [InlineData(float.NaN, QualityFlags.NotFinite)]
    public void UnusableSpectrum_IsDecidedWithoutAMineral(float peak, QualityFlags expected)
    {
        Assert.True(Run(Options(3), new FakeSpectrometer { Peak = peak }, new FakeClassifier()));
        Assert.All(Decisions(), d =>
        {
            Assert.True(((QualityFlags)d.QualityFlags).HasFlag(expected), ((QualityFlags)d.QualityFlags).ToString());
            Assert.Equal((0, TriageAction.Drop), (d.TopCount, d.Action));
        });
        Assert.Equal(3, Decisions().Count);
    }

    [Fact]
    public void InferenceThatFails_IsCounted_AndTheSpectrumStillGetsADecision()
    {
        var classifier = new FakeClassifier { OnClassify = n => { if (n == 2) throw new InvalidOperationException("device lost"); } };
        Assert.True(Run(Options(3), new FakeSpectrometer(), classifier));
        Assert.Equal([2, 0, 2], Decisions().Select(d => (int)d.TopCount));
        Assert.All(Decisions(), d => Assert.Equal(7u, d.HeadVersion));
        Assert.Contains("spectrum-not-classified", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("failed=1", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void StageThatThrowsTheUnforeseen_EndsThePipelineAsFailed()
    {
        var classifier = new FakeClassifier { OnClassify = _ => throw new NotSupportedException("nobody foresaw this") };
        Assert.False(Run(Options(0), new FakeSpectrometer(), classifier));
        Assert.Contains("error stage-failed stage=processing", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SlowProcessing_DropsTheOldestFrames_AndCountsEveryOne()
    {
        using var go = new ManualResetEventSlim();
        var instrument = new FakeSpectrometer { OnAcquire = (n, _) => { if (n == 50) go.Set(); } };
        var classifier = new FakeClassifier { OnClassify = _ => go.Wait(TimeSpan.FromSeconds(30)) };
        var options = Options(60);
        Assert.True(Run(options with { Acquisition = options.Acquisition with { QueueCapacity = 4, Dark = DarkMode.None } }, instrument, classifier));

        var decided = Decisions();
        var line = _log.ToString().Split('\n').Single(l => l.Contains(" stopped ", StringComparison.Ordinal));
        Assert.Contains($"acquired=60 decided={decided.Count} lost={60 - decided.Count}", line, StringComparison.Ordinal);
        Assert.True(decided.Count < 60);
        Assert.Equal(60u, decided[^1].SpectrumId); // the newest is never the one that is dropped
    }

    [Fact]
    public void SecondRun_CountsTheBoot_AndGoesOnWithTheNumbers()
    {
        Run(Options(2), new FakeSpectrometer(), new FakeClassifier());
        Run(Options(2), new FakeSpectrometer(), new FakeClassifier());
        Assert.Equal([(1, 1u), (1, 2u), (2, 3u), (2, 4u)], Decisions().Select(d => ((int)d.BootCount, d.Sequence)));
    }

    [Fact]
    public void PreprocessingThatFails_GivesADecisionThatSaysSo()
    {
        Assert.True(Run(Options(1), new FakeSpectrometer(), new FakeClassifier(), new BrokenPreprocessor()));
        Assert.Equal((QualityFlags.NotFinite, 0), Assert.Single(Decisions()) is var d ? ((QualityFlags)d.QualityFlags, d.TopCount) : default);
    }

    sealed class BrokenPreprocessor : IFramePreprocessor
    {
        public QualityFlags Process(RawFrame frame, Span<float> grid) => throw new ArgumentException("Expected 1024 counts, found 3.");
    }
}
