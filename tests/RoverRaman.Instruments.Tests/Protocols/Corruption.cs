namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>Every byte of a frame changed: short frames to each of the 255 other values, long ones by each single bit and to 00 and FF.</summary>
static class Corruption
{
    const int Short = 200;
    static readonly int[] AllValues = [.. Enumerable.Range(0, 256)];

    /// <summary>Calls back with the frame damaged, once a change; the array is used again.</summary>
    /// <param name="frame">The good frame.</param>
    /// <param name="look">Frame, place of the change, and whether the next good frame is to be looked at: behind every change of a short frame, every place of a long one.</param>
    /// <returns>Number of changes.</returns>
    public static int Sweep(byte[] frame, Action<byte[], int, bool> look)
    {
        var damaged = (byte[])frame.Clone();
        var changes = 0;
        for (var at = 0; at < frame.Length; at++)
        {
            var values = Values(frame, at);
            foreach (var value in values)
            {
                damaged[at] = (byte)value;
                look(damaged, at, frame.Length <= Short || value == values[^1]);
            }
            changes += values.Length;
            damaged[at] = frame[at];
        }
        return changes;
    }

    static int[] Values(byte[] frame, int at)
    {
        var good = frame[at];
        var values = frame.Length <= Short ? AllValues : Enumerable.Range(0, 8).Select(bit => good ^ 1 << bit).Append(0).Append(255).Distinct();
        return [.. values.Where(value => value != good)];
    }
}
