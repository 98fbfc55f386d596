using MeshLens.Agent.Dns;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Loading;

public sealed class ConnectionProgramsTests
{
    private static IEnumerable<(string Name, string Section)> ListAll() => ConnectionPrograms.ListAll().Concat(DnsWatch.ListAll());

    [Fact]
    public void ListAll_EveryProgram_AnswersAQuestion() =>
        Assert.DoesNotContain(ListAll(), program => Questions.Of(program.Name) is null);

    [Fact]
    public void Questions_EveryProgramTheyNeed_Exists()
    {
        var needed = Questions.All.SelectMany(question => question.Programs.Concat(question.Fallbacks.Select(fallback => fallback.Program)));

        Assert.Empty(needed.Except(ListAll().Select(program => program.Name)));
    }
}
