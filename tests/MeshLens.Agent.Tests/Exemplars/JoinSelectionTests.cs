using CsCheck;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Tests.Exemplars;

public sealed class JoinSelectionTests
{
    [Theory]
    [InlineData(0, 2000, 0U)]
    [InlineData(2000, 2000, 0U)]
    [InlineData(2001, 2000, 1U)]
    [InlineData(20_000, 2000, 15U)]
    [InlineData(20_000, 0, uint.MaxValue)]
    public void MaskFor_ARate_LeavesAtMostWhatIsWanted(double perSecond, int wanted, uint expected) =>
        Assert.Equal(expected, JoinSelection.MaskFor(perSecond, wanted));

    [Fact]
    public void IsChosen_ByACoarserMask_IsAlsoChosenByAFinerOne() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 10]).Sample((client, server, bits) =>
        {
            var id = new ConnectionId { ClientIsn = client, ServerIsn = server };
            var coarse = JoinSelection.IsChosen(id, (1U << (bits + 1)) - 1);
            Assert.True(!coarse || JoinSelection.IsChosen(id, (1U << bits) - 1));
        });

    [Fact]
    public void IsChosen_WithoutAnId_IsFalse() => Assert.False(JoinSelection.IsChosen(default, mask: 0));
}
