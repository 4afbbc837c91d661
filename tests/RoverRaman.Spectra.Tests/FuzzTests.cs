namespace RoverRaman.Spectra.Tests;

/// <summary>Whatever the bytes, a reader answers with spectra or with the named exception.</summary>
public sealed class FuzzTests
{
    static readonly byte[][] Seeds =
    [
        Sample.Bytes(Sample.Rruff()),
        Sample.Bytes(Sample.RruffCurrentEdition()),
        Sample.Bytes("shift\tcounts\n300,5\t1,5\n400,5\t2E3\n500\t-3\n"),
        Sample.Bytes("300.5, 1.5\n400.5, 2.5\n500, 3\n##END="),
        Sample.Bytes("class," + string.Join(',', Enumerable.Range(200, 1392)) + "\nA," + string.Join(',', Enumerable.Range(0, 1392)) + "\n"),
        System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("300 1\n400 2\n")).ToArray(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_RandomBytes_OnlyTheNamedException(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 3000; trial++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            if (trial % 2 == 0)
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = "0123456789.,;eE+-# \t\r\n=NaninfEND"u8[bytes[i] % 32];
            ReadAll(bytes);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_MutatedFiles_OnlyTheNamedException(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 1500; trial++)
        {
            var bytes = Seeds[trial % Seeds.Length].ToList();
            for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
                Mutate(bytes, random);
            ReadAll([.. bytes]);
        }
    }

    static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes.RemoveRange(at, Math.Min(random.Next(50), bytes.Count - at)); break;
            case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(50), bytes.Count - at))); break;
            case 3: bytes.Insert(at, (byte)random.Next(256)); break;
            default: bytes.RemoveRange(at, bytes.Count - at); break;
        }
    }

    static void ReadAll(byte[] bytes)
    {
        Try(() => RruffText.Parse(bytes, "A__B__C__D__E.txt"));
        Try(() => TwoColumnText.Parse(bytes));
        Try(() => GridCsv.Parse(bytes, "t"));
        Try(() =>
        {
            foreach (var spectrum in SpectrumFile.Read(bytes, "folder/file.txt", RruffKind.Any).DataSet.Spectra)
                Assert.All(spectrum.Intensities, value => Assert.True(float.IsFinite(value)));
        });
    }

    static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (SpectrumFormatException)
        {
        }
    }
}
