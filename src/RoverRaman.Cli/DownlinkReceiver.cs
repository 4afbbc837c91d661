using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary>Receives products into an archive, answers the robot, and prints what is new.</summary>
sealed class DownlinkReceiver(InvocationConfiguration configuration, LinkEnvelope envelope, bool json)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    readonly DownlinkDecoder _messages = new();
    long _count;
    long _relayed;
    long _notRelayed;

    /// <summary>Where frames for the robot come that go up the same line, or null.</summary>
    public LinkEndpoint? Relay { get; init; }

    /// <summary>Exit code 0, or 1 where a wanted number of products did not come.</summary>
    public int Run(LinkEndpoint endpoint, ProductArchive archive, long? count, TimeSpan silence, TimeSpan reportEvery, CancellationToken cancellation)
    {
        configuration.Error.WriteLine($"listening on {endpoint.Name}");
        var station = new LinkStation(endpoint, archive, envelope, reportEvery);
        station.Receiver.OnProduct = Show;
        var lastInput = Stopwatch.StartNew();
        while (!cancellation.IsCancellationRequested && !endpoint.IsAtEnd && !(_count >= count) && (silence < TimeSpan.Zero || lastInput.Elapsed < silence))
        {
            if (station.Turn(Poll))
                lastInput.Restart();
            PassOn(endpoint);
        }
        station.Finish();
        return Finish(station.Receiver, archive, count);
    }

    void PassOn(LinkEndpoint endpoint)
    {
        while (Relay?.Take(TimeSpan.Zero) is { } frame)
        {
            bool isSent = endpoint.TryAnswer(frame);
            _relayed += isSent ? 1 : 0;
            _notRelayed += isSent ? 0 : 1;
            if (!isSent)
                configuration.Error.WriteLine($"roverraman: a command of {frame.Length} bytes was not passed on: nothing has come from the robot yet, or its line is down; send it again.");
        }
    }

    int Finish(LinkReceiver receiver, ProductArchive archive, long? count)
    {
        if (json)
            configuration.Output.WriteLine(new JsonObject
            {
                ["kind"] = "summary",
                ["products"] = receiver.Products,
                ["duplicates"] = receiver.Duplicates,
                ["undecodable"] = receiver.Undecodable,
                ["bad_frames"] = receiver.BadFrames,
                ["archived"] = archive.Count,
                ["relayed"] = _relayed,
                ["not_relayed"] = _notRelayed,
            }.ToJsonString());
        else
            configuration.Output.WriteLine($"products {receiver.Products}, duplicates {receiver.Duplicates}, undecodable {receiver.Undecodable}, bad frames {receiver.BadFrames}, archived {archive.Count}{(Relay is null ? "" : $", commands passed on {_relayed}, not {_notRelayed}")}");
        if (count is not { } wanted || receiver.Products >= wanted)
            return 0;
        configuration.Error.WriteLine($"roverraman: expected {wanted} products, found {receiver.Products}.");
        return 1;
    }

    void Show(ArchivedProduct product)
    {
        _count++;
        configuration.Output.WriteLine(json ? Json(product).ToJsonString() : Line(product));
    }

    // What a message that is no product says, as JSON; null for products and for kinds that this version does not know.
    string? Message(ArchivedProduct product) =>
        product.Key.Kind == ProductKind.Message && _messages.Accept(ProductUnit.MessageOf(product.Body, out _)) is { } entry ? new DownlinkJson(_messages.Names).Line(entry) : null;

    string Line(ArchivedProduct product)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{product.Key.Kind,-12} {product.Key.Sequence,10} {product.Body.Length,6} B");
        if (Message(product) is { } message)
            return $"{text}  {message}";
        if (product.Summary is not { } summary)
            return text;
        string mineral = summary.ClassId == ProductSummary.NoClass ? "no class" : $"class {summary.ClassId} {summary.Percent} %";
        return $"{text}  {WireNames.Of(summary.Action).Replace('_', ' ')}, bin {summary.Bin}, {mineral}{(summary.IsTarget ? ", target" : "")}{(summary.IsUnknown ? ", unknown" : "")}{(summary.AsksFollowUp ? ", follow-up" : "")}";
    }

    JsonObject Json(ArchivedProduct product)
    {
        var line = new JsonObject { ["kind"] = "product", ["product"] = WireNames.Of(product.Key.Kind), ["sequence"] = product.Key.Sequence, ["bytes"] = product.Body.Length };
        if (Message(product) is { } message)
            line["message"] = JsonNode.Parse(message);
        if (product.Summary is not { } summary)
            return line;
        line["class_id"] = summary.ClassId == ProductSummary.NoClass ? null : summary.ClassId;
        line["percent"] = summary.Percent;
        line["action"] = WireNames.Of(summary.Action);
        line["bin"] = summary.Bin;
        line["target"] = summary.IsTarget;
        line["unknown"] = summary.IsUnknown;
        line["follow_up"] = summary.AsksFollowUp;
        return line;
    }
}
