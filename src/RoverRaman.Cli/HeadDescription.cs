using System.Text.Json.Nodes;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary>The content of an envelope, for people and programs.</summary>
static class HeadDescription
{
    public static void Add(JsonObject json, SignedEnvelope envelope)
    {
        switch (envelope.Kind)
        {
            case PackageKind.Head:
                AddHead(json, HeadPackage.Read(envelope.Body), HeadPackage.Sha256(envelope.Body.Span));
                break;
            case PackageKind.Delta:
                AddDelta(json, HeadDelta.Read(envelope.Body));
                break;
            case PackageKind.Teach:
                var teach = TeachOrder.Read(envelope.Body);
                (json["version"], json["class_id"], json["class"]) = (teach.Version, teach.ClassId, teach.Name);
                json["spectra"] = new JsonArray([.. teach.SpectrumIds.Select(id => (JsonNode)id)]);
                break;
            case PackageKind.Revoke:
                var revoke = RevokeOrder.Read(envelope.Body);
                json["counter"] = revoke.Counter;
                json["revoked_keys"] = new JsonArray([.. revoke.KeyIds.Select(id => (JsonNode)$"{id:x8}")]);
                break;
            default:
                var down = DowngradeOrder.Read(envelope.Body);
                (json["counter"], json["head_sha256"]) = (down.Counter, down.HeadSha256);
                break;
        }
    }

    static void AddHead(JsonObject json, HeadPackage head, string hash)
    {
        var manifest = head.Manifest;
        json["sha256"] = hash;
        json["version"] = manifest.HeadVersion;
        json["backbone"] = manifest.BackboneSha256;
        json["feature_size"] = manifest.FeatureSize;
        json["preprocessing"] = manifest.Preprocessing;
        json["grid"] = manifest.Axis?.ToString();
        json["instrument_range"] = manifest.InstrumentRange?.ToString();
        json["encoding"] = manifest.WeightEncoding.ToString();
        json["temperature"] = manifest.Temperature;
        json["unknown_threshold"] = Number(manifest.UnknownThreshold);
        json["conformal_threshold"] = Number(manifest.ConformalThreshold);
        json["conformal_coverage"] = Number(manifest.ConformalCoverage);
        json["golden_checks"] = manifest.GoldenChecks.Count;
        json["golden_checks_hold"] = manifest.GoldenChecks.Count(check => check.Holds(head));
        json["class_count"] = manifest.Classes.Count;
        json["classes"] = new JsonArray([.. manifest.Classes.Select(name => (JsonNode)new JsonObject { ["id"] = name.Id, ["class"] = name.Name })]);
    }

    static void AddDelta(JsonObject json, HeadDelta delta)
    {
        json["base_sha256"] = delta.BaseSha256;
        json["target_sha256"] = delta.TargetSha256;
        json["target_version"] = delta.TargetVersion;
        json["encoding"] = delta.Encoding.ToString();
        json["settings_change"] = delta.Settings is not null;
        json["rows"] = new JsonArray([.. delta.Rows.Select(row => (JsonNode)new JsonObject { ["change"] = row.Change.ToString(), ["id"] = row.ClassId, ["class"] = row.Name })]);
    }

    // JSON has no NaN: not calibrated is null.
    static JsonNode? Number(float value) => float.IsNaN(value) ? null : value;
}
