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
    [InlineData("edges --server ftp://x", "ftp://x")]
    [InlineData("edges --output xml", "xml")]
    [InlineData("edges --limit many", "many")]
    [InlineData("diagnose", "diagnose")]
    [InlineData("frobnicate", "frobnicate")]
    public void Parse_Mistake_IsNamed(string line, string named)
    {
        var errors = CommandLine.Create().Parse(line).Errors;

        Assert.Contains(errors, error => error.Message.Contains(named, StringComparison.OrdinalIgnoreCase));
    }
}
