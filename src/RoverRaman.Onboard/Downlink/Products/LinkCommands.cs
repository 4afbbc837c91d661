using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Carries out commands from the ground. A repeated command id is answered as the first time, and not carried out again. One thread.</summary>
/// <param name="session">The link.</param>
/// <param name="products">Makes what is asked for.</param>
/// <param name="usePolicy">Uses and keeps another policy; false where its version is not higher.</param>
/// <param name="activateHead">Activates a head by its version; null where the robot cannot.</param>
/// <param name="policies">Opens policies; null: unsigned ones are taken.</param>
public sealed class LinkCommands(LinkSession session, ProductDesk products, Func<TriagePolicy, ReadOnlyMemory<byte>, bool> usePolicy, Func<uint, (CommandResult, string)>? activateHead = null, PolicyGate? policies = null)
{
    readonly AnsweredCommands _answers = new();
    readonly PolicyGate _policies = policies ?? new(null);

    /// <summary>Time for catalogues, ms since 1970.</summary>
    public Func<long> Now { get; set; } = () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Carries out one command.</summary>
    public (CommandResult Result, string Text) Handle(LinkCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_answers.TryFind(command.CommandId, out var known))
            return known;
        var (result, text) = Carry(command);
        _answers.Add(command.CommandId, result, text);
        return (result, text);
    }

    (CommandResult, string) Carry(LinkCommand command) => command.Operation switch
    {
        LinkOperation.Ping => (CommandResult.Done, ""),
        LinkOperation.Reprioritise => Reprioritise(command),
        LinkOperation.SendSpectrum when command.First is < 1 or > uint.MaxValue => (CommandResult.Malformed, $"expected a sequence from 1, found {command.First}"),
        LinkOperation.SendSpectrum => products.Send((uint)command.First, command.Second == 1)
            ? (CommandResult.Done, "") : (CommandResult.Unavailable, $"spectrum {command.First} is no longer held"),
        LinkOperation.SetPolicy => SetPolicy(command.Data),
        LinkOperation.SetTime => SystemClock.TrySet(command.First, out var reason) ? (CommandResult.Done, "") : (CommandResult.Unavailable, reason),
        LinkOperation.ActivateHead => activateHead?.Invoke((uint)command.First) ?? (CommandResult.Unavailable, "this robot takes no heads over this link"),
        LinkOperation.SendCatalogue => SendCatalogue(),
        _ => (CommandResult.UnknownCommand, $"operation {(int)command.Operation} is not known to this version"),
    };

    (CommandResult, string) Reprioritise(LinkCommand command)
    {
        if (command.First is < 0 or > byte.MaxValue || command.Second is < 0 or > uint.MaxValue || command.Data.Length != 1 || command.Data.Span[0] > ProductSummary.MaxBin)
            return (CommandResult.Malformed, $"expected a product kind, a sequence and a bin 0..{ProductSummary.MaxBin}");
        var key = new ProductKey((ProductKind)command.First, (uint)command.Second);
        return session.Move(key, command.Data.Span[0]) ? (CommandResult.Done, "") : (CommandResult.Unavailable, $"{key} is not held");
    }

    (CommandResult, string) SetPolicy(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var policy = _policies.Open(bytes);
            return usePolicy(policy, bytes) ? (CommandResult.Done, "") : (CommandResult.Failed, $"{HeadRefusal.CounterNotHigher}: expected a version above the one in use, found {policy.Version}");
        }
        catch (HeadFormatException e)
        {
            return (CommandResult.Failed, $"{e.Reason}: {e.Message}");
        }
        catch (TriagePolicyException e)
        {
            return (CommandResult.Malformed, e.Message);
        }
    }

    (CommandResult, string) SendCatalogue()
    {
        products.TellCatalogue(Now());
        return (CommandResult.Done, "");
    }
}
