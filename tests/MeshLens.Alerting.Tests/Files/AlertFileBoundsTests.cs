using MeshLens.Alerting.Files;

namespace MeshLens.Alerting.Tests.Files;

/// <summary>Documents that are too much, or ask for what cannot work.</summary>
public sealed class AlertFileBoundsTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public void Dispose() => File.Delete(_secret);

    [Fact]
    public void Read_OneListForManyRules_IsRefusedInFewWords()
    {
        var causes = string.Join(", ", Enumerable.Repeat("nonsense", 10_000));
        var rules = string.Concat(Enumerable.Range(0, 400).Select(static i => $"- {{ name: r{i}, class: network, cause: *many }}\n"));

        AlertFileReader.Read($"rules:\n- {{ name: first, class: network, cause: &many [{causes}] }}\n{rules}", out var errors);

        Assert.Equal(101, errors.Count);
        Assert.Contains("10000 entries", errors[0], StringComparison.Ordinal);
        Assert.EndsWith("more.", errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("excess: 20ms\n  for: FOR", "no duration")]
    [InlineData("labels: { severity: mine }", "written by MeshLens itself")]
    public void Read_RuleThatCannotBe_SaysWhy(string line, string error)
    {
        var endless = string.Concat(Enumerable.Repeat("3650d", 3_000));

        AlertFileReader.Read($"rules:\n- name: one\n  class: network\n  {line.Replace("FOR", endless, StringComparison.Ordinal)}\n", out var errors);

        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alertmanager: { url: http://am:9093, caFile: SECRET }", "there is none in it")]
    [InlineData("alertmanager: { url: http://am:9093, caFile: /nowhere/ca.pem }", "does not exist")]
    [InlineData("alertmanager: { url: http://me:word@am:9093 }", "a user or a password")]
    public void Read_SinkThatCannotWork_SaysWhy(string sink, string error)
    {
        AlertFileReader.Read($"sinks:\n- name: one\n  {sink.Replace("SECRET", _secret, StringComparison.Ordinal)}\n", out var errors);

        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }
}
