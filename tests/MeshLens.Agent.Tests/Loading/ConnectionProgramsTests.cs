using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Loading;

public sealed class ConnectionProgramsTests
{
    [Fact]
    public void ListAll_EveryProgram_AnswersAQuestion() =>
        Assert.DoesNotContain(ConnectionPrograms.ListAll(), program => Questions.Of(program.Name) is null);

    [Fact]
    public void Questions_EveryProgramTheyNeed_Exists()
    {
        var needed = Questions.All.SelectMany(question => question.Programs.Concat(question.Fallbacks.Select(fallback => fallback.Program)));

        Assert.Empty(needed.Except(ConnectionPrograms.ListAll().Select(program => program.Name)));
    }
}
