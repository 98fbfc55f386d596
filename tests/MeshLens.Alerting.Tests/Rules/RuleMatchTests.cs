using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Rules;

public sealed class RuleMatchTests
{
    private static readonly AlertRule Any = new() { Name = "any", Classes = [VerdictClass.Network] };

    public static TheoryData<AlertRule, bool> Conditions => new()
    {
        { Any, true },
        { Any with { Classes = [VerdictClass.Application] }, false },
        { Any with { Causes = ["rtt", "dns"] }, true },
        { Any with { Causes = ["dns"] }, false },
        { Any with { Namespaces = [new("sh*")] }, true },
        { Any with { Namespaces = [new("other")] }, false },
        { Any with { Services = [new("pay")] }, true },
        { Any with { Services = [new("shop/pay:8080")] }, true },
        { Any with { Services = [new("shop/web")] }, true },
        { Any with { Services = [new("shop/cart")] }, false },
        { Any with { ExcessMs = 40 }, true },
        { Any with { ExcessMs = 40.1 }, false },
        { Any with { ExcessRatio = 8 }, true },
        { Any with { ExcessRatio = 8.1 }, false },
        { Any with { Share = 0.9 }, true },
        { Any with { Share = 0.91 }, false },
        { Any with { MinRate = 50 }, true },
        { Any with { MinRate = 50.1 }, false },
        { Any with { MinConfidence = 0.91 }, false },
        { Any with { FailureRatio = 0.01 }, false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void IsMet_Condition_IsJudgedAlone(AlertRule rule, bool met) => Assert.Equal(met, RuleMatch.IsMet(rule, Slow("web", "pay"), holding: false));

    [Fact]
    public void IsMet_NothingGetsThrough_HasARateAndARatio()
    {
        var dead = Slow("web", "pay") with { Requests = 0, Failures = 40 };

        Assert.True(RuleMatch.IsMet(Any with { MinRate = 4, FailureRatio = 1 }, dead, holding: false));
    }
}
