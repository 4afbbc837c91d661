namespace RoverRaman.OnnxExport.Quantization;

/// <summary>What a value of a graph was seen to hold: the range that its 256 steps are spread over.</summary>
/// <param name="Least">Smallest number seen; 0 or below.</param>
/// <param name="Most">Largest number seen; 0 or above.</param>
readonly record struct ValueRange(float Least, float Most)
{
    const int Steps = 255;

    /// <summary>0 alone; zero must always be exact, because convolutions pad with it.</summary>
    public static ValueRange Zero { get; } = new(0, 0);

    /// <summary>Distance of two steps.</summary>
    public float Scale => Math.Max((Most - Least) / Steps, 1e-12f);

    /// <summary>The step that stands for 0.</summary>
    public byte ZeroPoint => (byte)Math.Clamp(MathF.Round(-Least / Scale), 0, Steps);

    /// <summary>The range that also holds <paramref name="least"/> and <paramref name="most"/>.</summary>
    public ValueRange With(float least, float most) => new(Math.Min(Least, least), Math.Max(Most, most));
}
