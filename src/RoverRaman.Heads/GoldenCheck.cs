namespace RoverRaman.Heads;

/// <summary>Features that travel with a head, and the class that it must give for them. Stored as int8 with one scale.</summary>
/// <param name="ClassId">The class that must come first.</param>
/// <param name="Features">[O, D] of the backbone, row-major; rounded to int8 when stored.</param>
public sealed record GoldenCheck(ushort ClassId, float[] Features)
{
    /// <summary>The check as it reads after it was stored.</summary>
    public GoldenCheck Rounded()
    {
        byte[] bytes = new byte[sizeof(float) + Features.Length];
        float[] rounded = new float[Features.Length];
        RowCodec.WriteInt8(Features, bytes);
        RowCodec.ReadInt8(bytes, rounded);
        return this with { Features = rounded };
    }

    /// <summary>True where <paramref name="head"/> gives the class for these features.</summary>
    public bool Holds(HeadPackage head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return head.Manifest.Classes[HeadScores.Best(head, Features)].Id == ClassId;
    }
}
