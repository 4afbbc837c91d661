using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Decides whether a verified head may be used: it fits this device (<see cref="HeadTarget"/>), its ids mean what they meant, and it breaks
/// none of the device's golden spectra. Judged against the head in use: what that names right, the new one must name right.
/// </summary>
/// <param name="backbone">Backbone of the device.</param>
/// <param name="capacity">Rows of its slot.</param>
/// <param name="golden">The golden spectra.</param>
/// <param name="ledger">What ids have meant.</param>
sealed class HeadValidator(BackboneShape backbone, int capacity, IGoldenSource golden, ClassLedger ledger)
{
    /// <summary>How much of its probability an old mineral may lose on a golden spectrum.</summary>
    const float Tolerance = 0.2f;

    /// <summary>How much surer than the head in use a new one may be about what is no mineral.</summary>
    const float NoiseTolerance = 0.1f;

    readonly HeadSlot _slot = new(backbone, capacity);

    /// <summary>Refuses a head that must not be used.</summary>
    /// <param name="head">The new head.</param>
    /// <param name="current">The head in use.</param>
    /// <param name="floor">Highest version ever accepted.</param>
    /// <param name="retired">Ids that a signed delta takes away on purpose.</param>
    /// <param name="examples">Features of spectra that ground has given a name.</param>
    /// <exception cref="HeadFormatException">It does not fit.</exception>
    /// <exception cref="HeadRefusedException">It would break something.</exception>
    public void Check(HeadPackage head, HeadPackage current, uint? floor, IReadOnlySet<ushort> retired, IReadOnlyList<float[]> examples)
    {
        CheckTarget(head, floor);
        CheckClasses(head, current, retired);
        ledger.Check(head.Manifest);
        CheckGolden(head, current, examples);
    }

    /// <summary>Refuses a head that does not fit the device; for heads that were validated before, too.</summary>
    /// <exception cref="HeadFormatException">It does not fit.</exception>
    /// <exception cref="HeadRefusedException">It fits, but its numbers cannot be computed with.</exception>
    public void CheckTarget(HeadPackage head, uint? floor)
    {
        new HeadTarget
        {
            BackboneSha256 = backbone.Sha256,
            Features = backbone.Features,
            Preprocessing = backbone.Preprocessing,
            Axis = new HeadAxis((ushort)Grid.First, (ushort)Grid.Last, (ushort)Grid.Step),
            Capacity = capacity,
            HighestVersion = floor,
        }.Check(head);
        try
        {
            _slot.CheckFit(head);
        }
        catch (ModelException e)
        {
            throw new HeadRefusedException(HeadRefusal.OutOfBounds, e.Message, e);
        }
    }

    static void CheckClasses(HeadPackage head, HeadPackage current, IReadOnlySet<ushort> retired)
    {
        var names = head.Manifest.Classes.ToDictionary(c => c.Id, c => c.Name);
        foreach (var (id, name) in current.Manifest.Classes)
            if (names.TryGetValue(id, out var found))
            {
                if (found != name)
                    throw new HeadRefusedException(HeadReason.ClassRenamed, $"Expected class {id} to stay '{name}', found '{found}'. Ids are never reused: give the new mineral an id of its own.");
            }
            else if (!retired.Contains(id))
                throw new HeadRefusedException(HeadReason.ClassLost, $"Expected class {id} ('{name}') in the new head, as in the one in use, found none. Retire it with a delta if that is meant.");
    }

    void CheckGolden(HeadPackage head, HeadPackage current, IReadOnlyList<float[]> examples)
    {
        var (before, after) = (Slot(current), Slot(head));
        foreach (var spectrum in Load().Where(g => !g.IsRenamed(examples)))
        {
            var (old, now) = (before.Identify(spectrum.Features), after.Identify(spectrum.Features));
            if (spectrum.Mineral is null)
                CheckNoMineral(spectrum, old, now);
            else if (current.Manifest.Classes.FirstOrDefault(c => c.Name.Equals(spectrum.Mineral, StringComparison.OrdinalIgnoreCase)) is { Name: not null } known && head.Manifest.Classes.HasId(known.Id))
                CheckMineral(spectrum, known, old, now);
        }
    }

    static void CheckMineral(GoldenFeatures spectrum, ClassName mineral, in Identification old, in Identification now)
    {
        if (!old.IsNamed || old.Top[0].ClassId != mineral.Id)
            return; // the head in use does not name it either
        if (now.Count == 0 || now.Top[0].ClassId != mineral.Id || now.Top[0].Probability < old.Top[0].Probability - Tolerance)
            throw new HeadRefusedException(HeadReason.OldMineralBroken,
                $"Expected golden spectrum {spectrum.Label} to stay {mineral.Name} with a probability of at least {old.Top[0].Probability - Tolerance:0.00}, found " +
                (now.Count == 0 ? "no class" : $"class {now.Top[0].ClassId} with {now.Top[0].Probability:0.00}") + ". Fit the head with the old minerals kept ('roverraman head extend').");
    }

    static void CheckNoMineral(GoldenFeatures spectrum, in Identification old, in Identification now)
    {
        if (now.IsNamed && now.Top[0].Probability > (old.Count > 0 ? old.Top[0].Probability : 0) + NoiseTolerance)
            throw new HeadRefusedException(HeadReason.NoiseNamed, $"Expected nobody to name the {spectrum.Label} spectrum, found class {now.Top[0].ClassId} with {now.Top[0].Probability:0.00}. Fit the head anew.");
    }

    HeadSlot Slot(HeadPackage head)
    {
        var slot = new HeadSlot(backbone, capacity);
        slot.Swap(head);
        return slot;
    }

    IReadOnlyList<GoldenFeatures> Load()
    {
        try
        {
            return golden.Load();
        }
        catch (Exception e) when (e is IOException or ModelException)
        {
            throw new HeadRefusedException(HeadRefusal.ResidentCheckFailed, $"Expected to run the golden spectra, but: {e.Message}", e);
        }
    }
}
