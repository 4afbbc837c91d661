using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>A product in the store. Changed by the downlink's thread alone.</summary>
public sealed class HeldProduct
{
    /// <summary>What is on the disk.</summary>
    public required StoredProduct Stored { get; set; }

    /// <summary>What has become of it.</summary>
    public ProductState State { get; set; } = ProductState.Queued;

    /// <summary>True once it survives a power cut; only then may it leave.</summary>
    public bool IsDurable { get; set; }

    /// <summary>When its last byte left, ms; 0 where it did not.</summary>
    public long SentAt { get; set; }

    /// <summary>When it was first looked at for its age, ms; 0 before.</summary>
    public long Since { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Fragments that the ground asked for again; null for the whole product.</summary>
    public IReadOnlyList<ushort>? Missing { get; set; }
}
