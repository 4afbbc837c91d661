using System.Diagnostics;
using System.Text.RegularExpressions;
using RoverRaman.TestSupport;

namespace RoverRaman.Docs.Tests;

/// <summary>Rules that hold for every file of the repository.</summary>
public sealed partial class RepositoryRuleTests
{
    const int LargestFile = 12_000_000;

    [Fact]
    public void TrackedFiles_NameNoRegistryHost() =>
        Assert.Empty(TextFiles().Where(file => !file.EndsWith("RepositoryRuleTests.cs", StringComparison.Ordinal))
            .Where(file => RegistryHost().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void TrackedFiles_StaySmall() =>
        Assert.Empty(TrackedFiles().Where(file => new FileInfo(file).Length > LargestFile));

    [Fact]
    public void ModelFolders_StayUnderTwelveMegabytes()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(TestPaths.Repository, "models")))
            Assert.InRange(Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length), 1, LargestFile);
    }

    [Fact]
    public void Scripts_AreExecutableAndStopAtTheFirstError()
    {
        foreach (var script in TrackedFiles().Where(file => file.EndsWith(".sh", StringComparison.Ordinal) && !file.EndsWith("lib.sh", StringComparison.Ordinal)))
        {
            Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable");
            Assert.Contains("set -euo pipefail", File.ReadAllText(script), StringComparison.Ordinal);
        }
    }

    static IEnumerable<string> TextFiles() => TrackedFiles().Where(file => TextExtensions.Contains(Path.GetExtension(file)));

    static readonly HashSet<string> TextExtensions = [".cs", ".md", ".json", ".props", ".targets", ".csproj", ".sh", ".c", ".h", ".cpp", ".txt", ".py", ".service", ".rules"];

    static IEnumerable<string> TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = TestPaths.Repository,
            RedirectStandardOutput = true,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.SkipUnless(git.ExitCode == 0, "this copy is no git checkout, so the tracked files are not known");
        return files.Select(file => Path.Combine(TestPaths.Repository, file)).Where(File.Exists);
    }

    [GeneratedRegex(@"registry\.npmjs\.org|api\.nuget\.org|\""resolved\"": *\""https?:")]
    private static partial Regex RegistryHost();
}
