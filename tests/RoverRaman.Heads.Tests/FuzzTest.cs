namespace RoverRaman.Heads.Tests;

/// <summary>
/// Readers on damaged and made-up bytes: they refuse or read, never anything else, and allocate no more than a few times what they are given.
/// ROVERRAMAN_FUZZ=1000000 runs that many inputs; without it a run of seconds.
/// </summary>
public class FuzzTest
{
    static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("ROVERRAMAN_FUZZ"), out int rounds) ? rounds : 20_000;

    static readonly (string Name, byte[] Seed, Action<byte[]> Read)[] Readers =
    [
        ("head", Samples.Head(3, 6).ToBytes(), bytes => HeadPackage.Read(Resealed(bytes))),
        ("head as int8", Samples.Head(3, 6, HeadWeightEncoding.Int8).ToBytes(), bytes => HeadPackage.Read(Resealed(bytes))),
        ("damaged head", Samples.Head(2, 4).ToBytes(), bytes => HeadPackage.Read(bytes)),
        ("delta", HeadDelta.Between(Samples.Head(3, 6), Samples.With(Samples.Head(3, 6))).ToBytes(), bytes => HeadDelta.Read(bytes)),
        ("envelope", SignedEnvelope.Of(Samples.Head(2, 4)).SignedBy(Samples.Signer).ToBytes(), bytes => SignedEnvelope.Read(bytes)),
        ("teach order", new TeachOrder(8, 200, "Brucite", [1, 70_000]).ToBytes(), bytes => TeachOrder.Read(bytes)),
        ("revocation", new RevokeOrder(1, [1, 2, 3]).ToBytes(), bytes => RevokeOrder.Read(bytes)),
        ("downgrade order", new DowngradeOrder(1, Samples.Backbone).ToBytes(), bytes => DowngradeOrder.Read(bytes)),
    ];

    [Fact]
    public void Readers_MutatedBytes_AreReadOrRefusedWithinBoundedMemory()
    {
        var random = new Random(20_261);
        var reasons = new HashSet<HeadRefusal>();
        int read = 0;
        long most = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var (name, seed, reader) = Readers[round % Readers.Length];
            byte[] bytes = Mutated(seed, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                reader(bytes);
                read++;
            }
            catch (HeadFormatException e)
            {
                _ = reasons.Add(e.Reason);
            }
            catch (Exception e)
            {
                Assert.Fail($"{name}, round {round}: {e.GetType().Name} on {Convert.ToHexStringLower(bytes)}");
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        // Inputs are below 2 kB; messages of exceptions and their stack make up most of it.
        Assert.InRange(most, 1, 256 * 1024);
        Assert.InRange(read, 1, Rounds - 1);
        Assert.True(reasons.Count >= 8, string.Join(' ', reasons));
    }

    // What was read is read again as the same: a mutation that survives is a head, not an accident.
    [Fact]
    public void Read_MutatedDeltasThatSurvive_AreWrittenAgainAsBytesThatRead()
    {
        var random = new Random(7);
        byte[] seed = Readers[3].Seed;
        int survived = 0;
        for (int round = 0; round < Rounds / 4; round++)
        {
            byte[] bytes = Mutated(seed, random);
            try
            {
                var delta = HeadDelta.Read(bytes);
                byte[] again = delta.ToBytes();
                Assert.Equal(again, HeadDelta.Read(again).ToBytes());
                survived++;
            }
            catch (HeadFormatException)
            {
            }
        }
        Assert.InRange(survived, 1, Rounds);
    }

    static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (int i = random.Next(4); i >= 0; i--)
            switch (random.Next(6))
            {
                case 0:
                    bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[random.Next(bytes.Count)] = Hostile[random.Next(Hostile.Length)];
                    break;
                case 2:
                    bytes.RemoveRange(random.Next(bytes.Count / 2), random.Next(bytes.Count / 2));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), Enumerable.Range(0, random.Next(12)).Select(_ => (byte)random.Next(256)));
                    break;
                case 4:
                    for (int at = random.Next(bytes.Count), end = Math.Min(bytes.Count, at + 5); at < end; at++)
                        bytes[at] = 0xff;
                    break;
                default:
                    bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                    break;
            }
        return [.. bytes];
    }

    // Headers of MessagePack that announce much: arrays, maps, strings and bytes with 32-bit lengths, floats.
    static readonly byte[] Hostile = [0xdd, 0xdf, 0xdb, 0xc6, 0xdc, 0xde, 0xda, 0xc5, 0x9f, 0x8f, 0xbf, 0xca, 0xcb, 0xcf, 0xd3, 0xc0, 0xc1];

    // The checksum put right, so that what comes behind it is reached.
    static byte[] Resealed(byte[] bytes)
    {
        if (bytes.Length < 64)
            return bytes;
        byte[] body = bytes[..^32];
        return [.. body, .. System.Security.Cryptography.SHA256.HashData(body)];
    }
}
