namespace RoverRaman.Daemon;

/// <summary>Finds the word that was probably meant.</summary>
public static class NearMiss
{
    /// <summary>The nearest of <paramref name="known"/>, or null where none is within two edits or a third of the letters.</summary>
    public static string? Find(string word, IEnumerable<string> known) =>
        known.Select(k => (Word: k, Distance: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
            .Where(k => k.Distance <= Math.Max(2, k.Word.Length / 3) && k.Distance < word.Length - 1)
            .OrderBy(k => k.Distance).Select(k => k.Word).FirstOrDefault();

    /// <summary>"; did you mean X?", or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> known) => Find(word, known) is { } meant ? $"; did you mean {meant}?" : "";

    /// <summary>Edits (insert, delete, replace) from one word to the other: Levenshtein 1966, two rows.</summary>
    static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        var row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (above, row) = (row, above);
        }
        return above[b.Length];
    }
}
