using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class DoctorOptionsTests
{
    [Fact]
    public void Read_Nothing_AsksTheUsualServer()
    {
        var options = DoctorOptions.Read([]);

        Assert.Equal((true, false, "http://127.0.0.1:9470/"), (options.Asks, options.NamesServer, $"{options.Server}"));
        Assert.Empty(options.Errors);
    }

    [Fact]
    public void Read_AServer_IsAskedAndNotPassedOn()
    {
        var options = DoctorOptions.Read(["--server", "https://meshlens:9470", "--token-file=t", "--ca-file", "c"]);

        Assert.Equal(("https://meshlens:9470/", "t", "c"), ($"{options.Server}", options.TokenFile, options.AuthorityFile));
        Assert.True(options is { Asks: true, NamesServer: true, ForAgent: [] });
    }

    [Theory]
    [InlineData("-o", "json")]
    [InlineData("--help")]
    public void Read_OptionsOfTheAgent_ArePassedOnAndNobodyElseIsAsked(params string[] arguments)
    {
        var options = DoctorOptions.Read(arguments);

        Assert.Equal(arguments, options.ForAgent);
        Assert.False(options.Asks);
    }

    [Theory]
    [InlineData("'-o'", "--server", "http://a:1", "-o", "json")]
    [InlineData("'ftp://a'", "--server", "ftp://a")]
    [InlineData("--token-file", "--token-file")]
    public void Read_AMistake_IsNamed(string named, params string[] arguments) =>
        Assert.Contains(named, Assert.Single(DoctorOptions.Read(arguments).Errors), StringComparison.Ordinal);

    [Fact]
    public void Explain_EachOption_IsListed()
    {
        using var writer = new StringWriter();

        DoctorOptions.Explain(writer);

        Assert.All(["--server <url>", "--token-file <file>", "--ca-file <file>"], option => Assert.Contains(option, writer.ToString(), StringComparison.Ordinal));
    }
}
