using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>A product that waits for the link.</summary>
public readonly record struct Candidate
{
    /// <summary>Which product.</summary>
    public ProductKey Key { get; init; }

    /// <summary>Priority bin, 0 first; a lower bin always wins.</summary>
    public byte Bin { get; init; }

    /// <summary>What the product is worth, 0..1; NaN counts as 0.</summary>
    public float Value { get; init; }

    /// <summary>Bytes on the link; 0 counts as 1.</summary>
    public int Bytes { get; init; }

    /// <summary>Order of arrival; the older of equals goes first.</summary>
    public long Age { get; init; }

    /// <summary>Best class of its spectrum.</summary>
    public ushort ClassId { get; init; }

    /// <summary>Probability of that class, 0..1.</summary>
    public float Confidence { get; init; }

    /// <summary>True for a product that is sent again: it keeps its place, whatever was chosen since.</summary>
    public bool IsRepair { get; init; }
}
