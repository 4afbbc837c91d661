namespace RoverRaman.Training.SemiSupervised;

/// <summary>Row numbers of training batches.</summary>
static class Batches
{
    /// <summary>Every row once, in random order.</summary>
    public static IEnumerable<long[]> Of(int count, int size, Random random)
    {
        var order = Enumerable.Range(0, count).Select(i => (long)i).ToArray();
        random.Shuffle(order);
        return order.Chunk(size);
    }

    /// <summary>Rows drawn with replacement.</summary>
    public static long[] Draw(int count, int size, Random random)
    {
        var rows = new long[size];
        for (var i = 0; i < size; i++)
            rows[i] = random.Next(count);
        return rows;
    }
}
