using System.Globalization;
using System.Text.Json;

namespace RoverRaman.Hil;

/// <summary>A campaign's result as a table or as one JSON object.</summary>
static class CampaignReport
{
    public static void Print(CampaignResult result, TextWriter output)
    {
        output.WriteLine($"{"fault",-28}{"injected",10}{"decided",10}{"lost",8}{"recovery ms: median",22}{"95 %",8}{"longest",9}{"within 1 s",12}");
        foreach (var row in result.Faults)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.What,-28}{row.Injected,10}{row.Decided,10}{row.Lost,8}{row.RecoveryMedian,22:0}{row.RecoveryHigh,8:0}{row.RecoveryLongest,9:0}{$"{row.WithinPeriod}/{row.Measured}",12}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {"all",-28}{result.Faults.Sum(row => row.Injected),10}{result.Faults.Sum(row => row.Decided),10}{result.Faults.Sum(row => row.Lost),8}

            spectra played      {result.Played}  (replies {(result.Checked ? "with an MD5 checksum" : "without a checksum")}; {result.Seconds:0} s)
            expected            {result.Expected}  that no fault hit
            decided             {result.Decided}  rightly, {result.Decided - (result.Expected - result.Lost)} of them hit by a harmless fault
            lost                {result.Lost}  of the expected
            of all played       {result.Account.Acquired} received whole, {result.Account.Dropped} dropped by a full buffer, {result.Account.Missed} messages missed by the reader (clean rounds included)
            wrong               {result.Wrong}  decisions from damaged data
            longest gap         {result.LongestGap:0} ms without a decision
            descriptors         {result.Start.Descriptors} at the start, {result.End.Descriptors} at the end
            threads             {result.Start.Threads} at the start, {result.End.Threads} at the end
            recovery            {result.Faults.Sum(row => row.WithinPeriod)} of {result.Faults.Sum(row => row.Measured)} within the default period of 1 s (of hang-ups and late replies from the line's return); of the slower ones {result.HitAgain} were hit by another fault meanwhile
            resident memory     {Memory(result.Start)} after the clean rounds{string.Concat(result.Later.Select(figures => $"\n                    {Memory(figures)} after {figures.Spectra} spectra"))}
            half-done rate      {(result.BaudRecovered switch { true => "recovered", false => "NOT recovered", _ => "not run" })}
            """));
        foreach (var failure in result.Failures())
            output.WriteLine($"FAILED: {failure}");
    }

    static string Memory(ProcessFigures figures) => string.Create(CultureInfo.InvariantCulture, $"{figures.ResidentMegabytes,6:0.0} MB, {figures.AnonymousMegabytes:0.0} MB of it no file's,");

    // {"spectra":..,"expected":..,"decided":..,"lost":..,"wrong":..,"faults":{"drop-byte in spectrum":{"injected":..,...}},...,"ok":true}
    public static void WriteJson(CampaignResult result, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("spectra", result.Played);
        json.WriteNumber("injected", result.Faults.Sum(row => row.Injected));
        json.WriteNumber("expected", result.Expected);
        json.WriteNumber("decided", result.Decided);
        json.WriteNumber("lost", result.Lost);
        json.WriteNumber("slow_and_hit_again", result.HitAgain);
        json.WriteNumber("wrong", result.Wrong);
        json.WriteNumber("longest_gap_ms", Math.Round(result.LongestGap, 1));
        json.WriteNumber("acquired", result.Account.Acquired);
        json.WriteNumber("dropped_in_buffers", result.Account.Dropped);
        json.WriteNumber("missed_by_reader", result.Account.Missed);
        json.WriteBoolean("checksum", result.Checked);
        Write(json, "start", result.Start);
        json.WriteStartArray("later");
        foreach (var figures in result.Later)
            Write(json, null, figures);
        json.WriteEndArray();
        Write(json, "end", result.End);
        if (result.BaudRecovered is { } recovered)
            json.WriteBoolean("half_done_rate_recovered", recovered);
        json.WriteNumber("seconds", Math.Round(result.Seconds, 1));
        json.WriteStartObject("faults");
        foreach (var row in result.Faults)
        {
            json.WriteStartObject(row.What);
            json.WriteNumber("injected", row.Injected);
            json.WriteNumber("decided", row.Decided);
            json.WriteNumber("lost", row.Lost);
            json.WriteNumber("recovery_median_ms", Math.Round(row.RecoveryMedian, 1));
            json.WriteNumber("recovery_p95_ms", Math.Round(row.RecoveryHigh, 1));
            json.WriteNumber("recovered_within_1_s", row.WithinPeriod);
            json.WriteNumber("recoveries", row.Measured);
            json.WriteNumber("recovery_longest_ms", Math.Round(row.RecoveryLongest, 1));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("failures");
        foreach (var failure in result.Failures())
            json.WriteStringValue(failure);
        json.WriteEndArray();
        json.WriteBoolean("ok", !result.Failures().Any());
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string? name, ProcessFigures figures)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartObject();
        json.WriteNumber("spectra", figures.Spectra);
        json.WriteNumber("descriptors", figures.Descriptors);
        json.WriteNumber("threads", figures.Threads);
        json.WriteNumber("resident_mb", Math.Round(figures.ResidentMegabytes, 1));
        json.WriteNumber("anonymous_mb", Math.Round(figures.AnonymousMegabytes, 1));
        json.WriteEndObject();
    }
}
