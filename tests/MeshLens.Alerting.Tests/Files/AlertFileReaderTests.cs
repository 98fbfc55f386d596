using MeshLens.Alerting.Files;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Tests.Files;

public sealed class AlertFileReaderTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public void Dispose() => File.Delete(_secret);

    [Fact]
    public void Read_RuleWithEverything_IsWhatIsWritten()
    {
        var rule = Assert.Single(Good(
            """
            rules:
              - name: payments-network
                severity: page
                class: [network, mesh-config]
                cause: [rtt, network/syn-loss]
                namespaces: [shop, "pay-*"]
                services: shop/payments:8080
                excess: 20ms
                excessRatio: 50%
                share: 0.6
                failureRatio: 1%
                minRate: 5/s
                minConfidence: 0.7
                for: 1m30s
                keepFiringFor: 2m
                group: network
                labels: { team: net }
                annotations: { runbook: "https://wiki/{{cause}}" }
            """).Rules);

        Assert.Equal((AlertSeverity.Page, "payments-network", "network"), (rule.Severity, rule.Name, rule.Group));
        Assert.Equal([VerdictClass.Network, VerdictClass.MeshConfig], rule.Classes);
        Assert.Equal(["rtt", "syn-loss"], rule.Causes);
        Assert.Equal((20.0, 0.5, 0.6, 0.01, 5.0, 0.7), (rule.ExcessMs, rule.ExcessRatio, rule.Share, rule.FailureRatio, rule.MinRate, rule.MinConfidence));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(2)), (rule.For, rule.KeepFiringFor));
        Assert.Equal("net", rule.Labels["team"]);
    }

    [Fact]
    public void Read_Burn_IsTwoTimesAndAPart()
    {
        var rule = Assert.Single(Good(
            """
            rules:
              - name: slow-burn
                class: network
                burn:
                  - { name: fast, over: 10m, and: 1m, bad: 90% }
                  - { name: slow, over: 6h, and: 30m, bad: 0.1 }
            """).Rules);

        Assert.Equal([new("fast", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), 0.9), new("slow", TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), 0.1)], rule.Burn);
    }

    [Fact]
    public void Read_Sinks_AreBothKinds()
    {
        var file = Good(
            $$$"""
            link: https://lens.example.org
            without: [application-trouble]
            sinks:
              - name: operations
                alertmanager: { url: "http://127.0.0.1:9093", resend: 30s }
              - name: chat
                webhook:
                  url: https://chat.example.org/hooks/4
                  secretFile: {{{_secret}}}
                  body: '{"text": "{{sentence}}"}'
            """);

        Assert.Equal(["operations", "chat"], file.Sinks.Select(sink => sink.Name));
        Assert.Equal(TimeSpan.FromSeconds(30), file.Sinks[0].Resend);
        Assert.Equal(["sentence"], file.Sinks[1].Body!.Fields);
        Assert.Equal(["application-trouble"], file.Without);
    }

    [Fact]
    public void Read_ManyMistakes_AreAllToldWithLineAndFix()
    {
        Assert.Null(AlertFileReader.Read(
            """
            without: [nonsense]
            rules:
              - name: "no spaces please"
                class: healthy
                excess: quick
                share: 140%
                colour: red
              - class: network
                cause: gremlins
                for: 9000h
              - name: twice
                class: network
                annotations: { runbook: "{{secret}}" }
              - name: twice
                class: network
                for: 1m
                burn: [{ over: 1m, and: 2m }]
            sinks:
              - name: chat
                webhook: { url: "ftp://here", body: "{{sentence" }
              - name: both
            """,
            out var errors));

        Assert.Equal(
        [
            "line 1: 'nonsense' is no built-in rule; there are: network-attributed-latency, network-failures, mesh-config-trouble, mesh-config-trouble-failures, application-trouble, application-trouble-failures.",
            "line 3: name 'no spaces please' is no name; use up to 100 letters, digits, '-' and '_'.",
            "line 4: class 'healthy' is none to alert on; use network, mesh-config, application or undetermined.",
            "line 5: excess 'quick' is no duration; write for example 30s, 5m or 1h30m.",
            "line 6: share is 140%; set it between 0 and 1.",
        ], errors.Take(5));
        Assert.Contains("line 7: a rule has no key 'colour'; there are: name, severity, class,", errors[5], StringComparison.Ordinal);
        Assert.Contains("line 8: name is missing; write for example name: payments-network.", errors[6], StringComparison.Ordinal);
        Assert.Contains("line 9: cause 'gremlins' is not known; there are: backlog,", errors[7], StringComparison.Ordinal);
        Assert.Equal("line 10: for is 9000h; set it between 0s and 24h.", errors[8]);
        Assert.Contains("line 13: annotation 'runbook': {{secret}} is not known", errors[9], StringComparison.Ordinal);
        Assert.Equal(
        [
            "line 14: a rule has either 'for' or 'burn': leave one of them out.",
            "line 14: there is another rule 'twice'; give each its own name.",
            "line 17: bad is missing or 0; write the part of the time that must be bad, for example bad: 25%.",
            "line 17: 'and' is longer than 'over': it is the short time within the long one.",
            "line 20: url 'ftp://here' is no address; write for example https://chat.example.org/hooks/4.",
            "line 20: secretFile is missing; name a file with the secret that notifications are signed with.",
            "line 20: body: a place to fill in begins with {{ and does not end with }}.",
            "line 21: a sink is either an 'alertmanager' or a 'webhook': write one of them.",
        ], errors.Skip(10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("rules: []")]
    public void Read_Nothing_IsGood(string yaml) => Assert.Empty(Good(yaml).Rules);

    [Theory]
    [InlineData("rules: [", "line ")]
    [InlineData("just a text", "line 1: the document must be a mapping")]
    [InlineData("rules: 5", "line 1: rules must be a list")]
    [InlineData("rules:\n- 5", "line 2: a rule must be a mapping")]
    [InlineData("rules: []\nrules: []", "Duplicate key")]
    public void Read_NoSuchDocument_SaysWhere(string yaml, string error)
    {
        Assert.Null(AlertFileReader.Read(yaml, out var errors));
        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ValuesWithinValuesWithoutEnd_IsRefusedInsteadOfFollowed()
    {
        Assert.Null(AlertFileReader.Read("rules: " + new string('[', 200_000), out var errors));
        Assert.Single(errors);
    }

    [Fact]
    public void Read_SinksFromTheApi_AreRefused()
    {
        Assert.Null(AlertFileReader.Read("sinks: [{ name: x, alertmanager: { url: 'http://10.0.0.1' } }]", out var errors, onlyRules: true));
        Assert.Contains("no key 'sinks'", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static AlertFile Good(string yaml)
    {
        var file = AlertFileReader.Read(yaml, out var errors);
        Assert.Empty(errors);
        return file!;
    }
}
