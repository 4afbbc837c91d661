using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class ProcessingLoopTests
{
    [Fact]
    public void SpectrumThatCouldNotBeClassified_IsShownWithoutTheFeaturesOfTheOneBefore()
    {
        var ring = new SlotRing<RawFrame>(4, () => new RawFrame());
        for (var i = 0u; i < 3; i++)
        {
            var frame = ring.Rent();
            frame.SpectrumId = i;
            ring.Publish(frame);
        }
        ring.Close();
        var watch = new FeatureLengths();
        var classifier = new FeatureClassifier(failing: 2);
        var clock = new ManualClock();
        new ProcessingLoop(ring, new UsablePreprocessor(), classifier, new TriageRules(new TriagePolicy(), classifier.Classes.Classes), new MessageRouter(null, null, null),
            new ProcessingCounters(), new EventLog(TextWriter.Null, clock), clock, 1, 0, watch).Run();
        Assert.Equal([4, 0, 4], watch.Seen);
    }

    sealed class FeatureLengths : IHeadWatch
    {
        public List<int> Seen { get; } = [];

        public void Observe(uint spectrumId, QualityFlags flags, in Identification identification, ReadOnlySpan<float> features) => Seen.Add(features.Length);
    }

    sealed class FeatureClassifier(int failing) : ISpectrumClassifier
    {
        readonly float[] _features = [1, 2, 3, 4];
        int _calls;

        public ClassTable Classes { get; } = new(7, 1, [new ClassName(11, "Quartz")]);

        public ReadOnlySpan<float> LastFeatures => _features;

        public Identification Classify(ReadOnlySpan<float> grid) =>
            ++_calls == failing ? throw new ModelException("The device went away.") : new Identification { HeadVersion = 7, Count = 1 };
    }

    sealed class UsablePreprocessor : IFramePreprocessor
    {
        public QualityFlags Process(RawFrame frame, Span<float> grid) => QualityFlags.None;
    }
}
