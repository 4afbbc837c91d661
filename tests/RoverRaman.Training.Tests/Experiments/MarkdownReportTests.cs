using RoverRaman.Training.Experiments;
using RoverRaman.Training.Experiments.Report;

namespace RoverRaman.Training.Tests.Experiments;

/// <summary>One table measured again leaves the others in the file; measured with other data it does not mix with them.</summary>
public sealed class MarkdownReportTests
{
    static readonly ExperimentReport First = Of("table1", "old"), Second = Of("table2", "kept"), Again = Of("table1", "new");

    [Fact]
    public void Update_ReplacesItsOwnSectionAndKeepsTheOthers()
    {
        var written = MarkdownReport.Render([First, Second], ["data"]);
        Assert.Equal(MarkdownReport.Render([Again, Second], ["data"]), MarkdownReport.Update(written, [Again], ["data"]));
    }

    [Fact]
    public void Update_AddsASectionThatIsNotThereYet()
    {
        var written = MarkdownReport.Render([First], ["data"]);
        Assert.Equal(MarkdownReport.Render([First, Second], ["data"]), MarkdownReport.Update(written, [Second], ["data"]));
    }

    [Fact]
    public void Update_OfSectionsMeasuredWithOtherData_IsRefused() =>
        Assert.Null(MarkdownReport.Update(MarkdownReport.Render([First, Second], ["data"]), [Again], ["other data"]));

    [Fact]
    public void Update_ThatReplacesEverySection_MayChangeTheData()
    {
        var written = MarkdownReport.Render([First, Second], ["data"]);
        Assert.Equal(MarkdownReport.Render([Again, Second], ["other data"]), MarkdownReport.Update(written, [Again, Second], ["other data"]));
    }

    static ExperimentReport Of(string name, string note) => new(name, $"Title of {name}") { Notes = [note] };
}
