namespace Chart.Tests;

/// <summary>Every example renders to what is kept beside it, so that a change of the chart shows what it does.</summary>
public sealed class RenderingTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Chart.Examples, "*.values.yaml").Select(static path => Path.GetFileName(path)[..^".values.yaml".Length]).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Examples))]
    public void Template_AnExample_IsWhatIsKept(string name)
    {
        var actual = Helm.Render("--values", Path.Combine(Chart.Examples, $"{name}.values.yaml"));
        var kept = Path.Combine(Chart.Examples, $"{name}.rendered.yaml");
        if (Environment.GetEnvironmentVariable("MESHLENS_ACCEPT") == "1")
        {
            File.WriteAllText(kept, actual);
        }

        Assert.True(File.Exists(kept), $"Nothing is kept for {name}; run the test with MESHLENS_ACCEPT=1 and read the file.");
        Assert.Equal(File.ReadAllText(kept), actual);
    }

    [Theory, MemberData(nameof(Examples))]
    public void Lint_AnExample_IsClean(string name)
    {
        var (code, output, error) = Helm.Run("lint", "--strict", Chart.Folder, "--values", Path.Combine(Chart.Examples, $"{name}.values.yaml"));

        Assert.True(code == 0, output + error);
        Assert.DoesNotContain("[WARNING]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Template_EverythingOff_LeavesTheServerAlone()
    {
        var rendered = new Rendered(Helm.Render(
            "--set", "agent.enabled=false,rbac.create=false,serviceAccounts.create=false,networkPolicy.enabled=false,istiod.enabled=false,kubernetes.enabled=false"));

        Assert.Equal(["Service", "StatefulSet"], rendered.Kinds.Order());
        Assert.Equal("false", Rendered.Text(rendered.Of("StatefulSet")["spec"]["template"]["spec"]["automountServiceAccountToken"]));
    }
}
