using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Commands_EachOne_HasAnExplanation() =>
        Assert.All(CommandLine.Create().Subcommands, command => Assert.NotEmpty(command.Description!));

    [Fact]
    public void Options_EachOne_HasAnExplanation() =>
        Assert.All(
            CommandLine.Create().Subcommands.SelectMany(command => command.Options),
            option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));

    [Theory]
    [InlineData("--help")]
    [InlineData("diagnose --help")]
    public void Help_OfAnyCommand_ListsTheExitCodes(string line)
    {
        using var output = new StringWriter();

        var exitCode = CommandLine.Create().Parse(line).Invoke(new() { Output = output });

        Assert.Equal(0, exitCode);
        Assert.Contains("10  With --exit-code: the edge is not healthy.", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edges --server ftp://x", "ftp://x")]
    [InlineData("edges --output xml", "xml")]
    [InlineData("edges --limit many", "many")]
    [InlineData("edges --sort latency", "latency")]
    [InlineData("diagnose", "diagnose")]
    [InlineData("snapshot", "snapshot")]
    [InlineData("classify", "classify")]
    [InlineData("config a b --onset yesterday", "'yesterday' is not a time")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("run --port 8080", "--port")]
    [InlineData("run 8080", "8080")]
    public void Parse_Mistake_IsNamed(string line, string named)
    {
        var errors = CommandLine.Create().Parse(line).Errors;

        Assert.Contains(errors, error => error.Message.Contains(named, StringComparison.OrdinalIgnoreCase));
    }
}
