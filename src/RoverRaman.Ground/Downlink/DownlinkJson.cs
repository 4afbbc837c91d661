using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Entries as JSON, one line each: snake_case keys, a "kind" in every line.</summary>
/// <param name="names">Names of the classes.</param>
public sealed class DownlinkJson(ClassNames names)
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for <paramref name="entry"/>.</summary>
    public string Line(DownlinkEntry entry) => Write(json =>
    {
        switch (entry)
        {
            case DecisionEntry decision:
                WriteDecision(json, decision);
                break;
            case HealthEntry health:
                WriteHealth(json, health.Health);
                break;
            case HelloEntry { Hello: var hello }:
                json.WriteString("kind", "hello");
                json.WriteNumber("protocol_version", hello.ProtocolVersion);
                json.WriteString("software", hello.Software);
                json.WriteString("version", hello.Version);
                break;
            case ClassTableEntry { Table: var table }:
                WriteTable(json, table);
                break;
            case SpectrumEntry { Spectrum: var spectrum }:
                WriteSpectrum(json, spectrum);
                break;
            case ReplyEntry { Reply: var reply }:
                json.WriteString("kind", "command_reply");
                json.WriteNumber("command_id", reply.CommandId);
                json.WriteString("result", WireNames.Of(reply.Result));
                json.WriteString("text", reply.Text);
                break;
            case VerdictEntry { Verdict: var verdict }:
                WriteVerdict(json, verdict);
                break;
            case FollowUpEntry { Request: var request }:
                json.WriteString("kind", "follow_up");
                json.WriteNumber("sequence", request.Sequence);
                json.WriteString("action", WireNames.Of(request.Action));
                WriteReasons(json, request.Reasons);
                break;
            case GapEntry gap:
                json.WriteString("kind", "gap");
                json.WriteNumber("dropped", gap.Dropped);
                break;
            case HeadStatusEntry { Status: var status }:
                json.WriteString("kind", "head_status");
                json.WriteNumber("head_version", status.HeadVersion);
                json.WriteString("head", $"{status.HeadId:x16}");
                json.WriteString("state", WireNames.Of(status.State));
                json.WriteNumber("since_ms", status.SinceMilliseconds);
                json.WriteString("signer", $"{status.SignerId:x8}");
                json.WriteNumber("classes", status.Classes);
                json.WriteNumber("trial_left", status.TrialLeft);
                break;
            case HeadEventEntry { Happened: var happened }:
                WriteHeadEvent(json, happened);
                break;
            case UnknownClusterEntry { Cluster: var cluster }:
                json.WriteString("kind", "unknown_cluster");
                json.WriteString("name", $"unknown-{cluster.ClusterId}");
                json.WriteNumber("seen", cluster.Seen);
                json.WriteNumber("last_spectrum", cluster.LastSpectrum);
                json.WriteStartArray("stored");
                foreach (uint spectrum in cluster.Spectra)
                    json.WriteNumberValue(spectrum);
                json.WriteEndArray();
                break;
            case UploadStatusEntry { Status: var upload }:
                json.WriteString("kind", "upload_status");
                json.WriteNumber("upload_id", upload.UploadId);
                json.WriteString("state", WireNames.Of(upload.State));
                json.WriteNumber("received", upload.Received);
                json.WriteNumber("total", upload.Total);
                break;
            case DamagedEntry damaged:
                json.WriteString("kind", "damaged");
                json.WriteString("reason", damaged.Reason);
                break;
        }
    });

    /// <summary>The closing line: counters, and the score where there is one.</summary>
    public static string Summary(DownlinkCounters counters, DownlinkScore? score) => Write(json =>
    {
        json.WriteString("kind", "summary");
        foreach (var (name, value) in CounterList.Of(counters))
            json.WriteNumber(name, value);
        if (score is null)
            return;
        json.WriteNumber("sent", score.Sent);
        json.WriteNumber("decided", score.Decided);
        json.WriteNumber("lost", score.Lost);
        if (score.Correct is { } correct)
            json.WriteNumber("correct", correct);
    });

    void WriteDecision(Utf8JsonWriter json, DecisionEntry entry)
    {
        var decision = entry.Decision;
        json.WriteString("kind", "decision");
        json.WriteNumber("sequence", decision.Sequence);
        json.WriteNumber("boot_count", decision.BootCount);
        json.WriteNumber("unix_ms", decision.UnixMilliseconds);
        json.WriteString("time_quality", WireNames.Of(decision.TimeQuality));
        json.WriteNumber("spectrum_id", decision.SpectrumId);
        json.WriteString("action", WireNames.Of(decision.Action));
        json.WriteStartArray("quality");
        foreach (string flag in WireNames.OfQuality(decision.QualityFlags))
            json.WriteStringValue(flag);
        json.WriteEndArray();
        json.WriteString("backbone_id", $"{decision.BackboneId:x8}");
        json.WriteNumber("head_version", decision.HeadVersion);
        WriteTop(json, decision);
        json.WriteBoolean("unknown", decision.Identification.HasFlag(IdentificationFlags.Unknown));
        json.WriteNumber("unknown_score", decision.UnknownScore / 100m);
        json.WriteNumber("set_size", decision.SetSize);
        if (decision.DriftTenths is { } drift)
            json.WriteNumber("drift_cm1", drift / 10m);
        else
            json.WriteNull("drift_cm1");
        json.WriteString("arrival", WireNames.Of(entry.Arrival));
        json.WriteNumber("gap", entry.Gap);
    }

    void WriteTop(Utf8JsonWriter json, in DecisionRecord decision)
    {
        json.WriteStartArray("top");
        for (int i = 0; i < decision.TopCount; i++)
        {
            var score = decision.Top[i];
            json.WriteStartObject();
            json.WriteNumber("class_id", score.ClassId);
            json.WriteString("mineral", names.Find(decision.HeadVersion, score.ClassId));
            json.WriteNumber("probability", score.Probability / (decimal)ClassScore.Scale);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteHealth(Utf8JsonWriter json, in HealthRecord health)
    {
        json.WriteString("kind", "health");
        json.WriteNumber("boot_count", health.BootCount);
        json.WriteNumber("unix_ms", health.UnixMilliseconds);
        json.WriteString("time_quality", WireNames.Of(health.TimeQuality));
        json.WriteNumber("uptime_ms", health.UptimeMilliseconds);
        json.WriteNumber("head_version", health.HeadVersion);
        WriteScaled(json, "detector_celsius", health.DetectorCentiCelsius, 100);
        WriteScaled(json, "board_celsius", health.BoardCentiCelsius, 100);
        WriteScaled(json, "board_watts", health.BoardMilliwatts, 1000);
        WriteScaled(json, "drift_cm1", health.DriftMilliWavenumbers, 1000);
        foreach (var counter in Enum.GetValues<HealthCounter>())
            json.WriteNumber(WireNames.Of(counter), health.Counters[counter]);
    }

    // Null where it was not measured: 0 degrees and no power are measurements.
    static void WriteScaled(Utf8JsonWriter json, string name, int? value, decimal scale)
    {
        if (value is { } known)
            json.WriteNumber(name, known / scale);
        else
            json.WriteNull(name);
    }

    static void WriteHeadEvent(Utf8JsonWriter json, HeadEvent happened)
    {
        json.WriteString("kind", "head_event");
        json.WriteNumber("sequence", happened.Sequence);
        json.WriteNumber("unix_ms", happened.UnixMilliseconds);
        json.WriteString("time_quality", WireNames.Of(happened.TimeQuality));
        json.WriteString("step", WireNames.Of(happened.Step));
        json.WriteString("reason", happened.Reason is > HeadReason.None and < HeadReason.TooManyUploads ? WireNames.Of((HeadRefusal)happened.Reason) : WireNames.Of(happened.Reason));
        json.WriteNumber("head_version", happened.HeadVersion);
        json.WriteString("head", Convert.ToHexStringLower(happened.HeadId.Span));
        json.WriteString("signer", $"{happened.SignerId:x8}");
    }

    static void WriteVerdict(Utf8JsonWriter json, in VerdictRecord verdict)
    {
        json.WriteString("kind", "verdict");
        json.WriteNumber("sequence", verdict.Sequence);
        json.WriteNumber("policy_version", verdict.PolicyVersion);
        json.WriteString("action", WireNames.Of(verdict.Action));
        json.WriteNumber("bin", verdict.Bin);
        json.WriteNumber("utility", Share(verdict.Utility));
        WriteReasons(json, verdict.Reasons);
        json.WriteString("follow_up", WireNames.Of(verdict.FollowUp));
        json.WriteNumber("target", Share(verdict.Target));
        json.WriteNumber("confidence", Share(verdict.Confidence));
        json.WriteNumber("novelty", Share(verdict.Novelty));
        json.WriteNumber("unknown", Share(verdict.Unknown));
        json.WriteNumber("quality", Share(verdict.Quality));
    }

    static void WriteReasons(Utf8JsonWriter json, TriageReasons reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in Enum.GetValues<TriageReasons>())
            if (reason != TriageReasons.None && reasons.HasFlag(reason))
                json.WriteStringValue(WireNames.Of(reason));
        json.WriteEndArray();
    }

    static decimal Share(float value) => Math.Round((decimal)value, 4);

    static void WriteTable(Utf8JsonWriter json, ClassTable table)
    {
        json.WriteString("kind", "class_table");
        json.WriteNumber("head_version", table.HeadVersion);
        json.WriteString("backbone_id", $"{table.BackboneId:x8}");
        json.WriteStartArray("classes");
        foreach (var (id, name) in table.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("class_id", id);
            json.WriteString("mineral", name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteSpectrum(Utf8JsonWriter json, SpectrumRecord spectrum)
    {
        json.WriteString("kind", "spectrum");
        json.WriteNumber("spectrum_id", spectrum.SpectrumId);
        json.WriteNumber("sequence", spectrum.Sequence);
        json.WriteNumber("boot_count", spectrum.BootCount);
        json.WriteNumber("step", spectrum.Step);
        json.WriteStartArray("values");
        foreach (float value in spectrum.Values)
            if (float.IsFinite(value))
                json.WriteNumberValue(value);
            else
                json.WriteNullValue();
        json.WriteEndArray();
    }

    static string Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
