using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// What no head may break: the golden spectra of the model, and the latest spectra that the robot itself named with confidence. So even a model
/// without golden spectra does not forget what lies around the robot.
/// </summary>
/// <param name="source">The model's.</param>
/// <param name="features">The robot's.</param>
/// <param name="classes">Classes of the head in use.</param>
sealed class DeviceGoldens(IGoldenSource source, FeatureStore features, Func<IReadOnlyList<ClassName>> classes) : IGoldenSource
{
    /// <summary>Latest spectra of each class: enough to see a change, few enough to be quick.</summary>
    const int OfAClass = 4;

    /// <inheritdoc/>
    public IReadOnlyList<GoldenFeatures> Load()
    {
        var names = classes().ToDictionary(c => c.Id, c => c.Name);
        return
        [
            .. source.Load(),
            .. features.Named(OfAClass).Where(s => names.ContainsKey(s.ClassId)).Select(s => new GoldenFeatures(names[s.ClassId], $"spectrum {s.SpectrumId}, measured onboard,", s.Features)),
        ];
    }
}
