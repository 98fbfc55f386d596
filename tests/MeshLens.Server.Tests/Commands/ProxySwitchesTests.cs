using System.CommandLine;
using MeshLens.Server.Commands;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Tests.Commands;

public sealed class ProxySwitchesTests
{
    [Fact]
    public void Read_NothingAsked_ListensForNothing()
    {
        var options = Read("");

        Assert.Equal((null, null, null), (options.AccessLogs, options.Otlp, options.OtlpHttp));
        Assert.Equal(2, options.Listeners.Count);
    }

    [Fact]
    public void Read_WithoutAddress_TakesTheUsualOnesOnLoopback()
    {
        var options = Read("--otlp --otlp-http");

        Assert.Equal(("127.0.0.1:4317", "127.0.0.1:4318"), (options.Otlp!.Address, options.OtlpHttp!.Address));
        Assert.Empty(ServerOptionsValidation.Validate(options));
    }

    [Theory]
    [InlineData("--otlp 0.0.0.0:4317")]
    [InlineData("--otlp-http 0.0.0.0:4318")]
    [InlineData("--als 0.0.0.0:9472")]
    public void Validate_BeyondLoopback_WantsCertificateAndTokenOrAWord(string line)
    {
        Assert.Contains("--proxies-plaintext", Assert.Single(ServerOptionsValidation.Validate(Read(line))), StringComparison.Ordinal);
        Assert.Empty(ServerOptionsValidation.Validate(Read($"{line} --proxies-plaintext")));
    }

    [Fact]
    public void Validate_PlaintextForProxies_IsNoneForPeople() =>
        Assert.Contains("web API", Assert.Single(ServerOptionsValidation.Validate(Read("--listen 0.0.0.0:9470 --proxies-plaintext"))), StringComparison.Ordinal);

    [Fact]
    public void Validate_SharedAddresses_AreNamed() =>
        Assert.Contains("OTLP and the OTLP/HTTP cannot share 127.0.0.1:4317", Assert.Single(ServerOptionsValidation.Validate(Read("--otlp --otlp-http 127.0.0.1:4317"))), StringComparison.Ordinal);

    [Fact]
    public void Read_Listeners_AnswerTheirOwnPathsAlone()
    {
        var options = Read("--als 127.0.0.1:1 --otlp --otlp-http");

        Assert.Equal(["/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs"], options.AccessLogs!.Paths);
        Assert.Equal(["/opentelemetry.proto.collector.logs.v1.LogsService/Export"], options.Otlp!.Paths);
        Assert.Equal(["/v1/logs"], options.OtlpHttp!.Paths);
    }

    [Fact]
    public void Read_ABackend_TakesTracesAndMetricsToo()
    {
        var options = Read("--otlp --otlp-http --otlp-backend http://collector:4318 --otlp-backend grpcs://collector:4317 --otlp-hold");

        Assert.Empty(ServerOptionsValidation.Validate(options));
        Assert.Contains("/opentelemetry.proto.collector.trace.v1.TraceService/Export", options.Otlp!.Paths!);
        Assert.Equal(["/v1/logs", "/v1/traces", "/v1/metrics"], options.OtlpHttp!.Paths);
        var tracing = new MeshLens.Tracing.TracingOptions();
        BackendReading.Apply(options.Backend!, options, tracing, []);
        Assert.Equal(
            ("http://collector:4318/", "https://collector:4317/", true, "http://127.0.0.1:9470"),
            (tracing.Http!.AbsoluteUri, tracing.Grpc!.AbsoluteUri, tracing.Hold, tracing.LinkTo));
    }

    [Theory]
    [InlineData("--otlp-backend http://collector:4318", "add --otlp or --otlp-http")]
    [InlineData("--otlp --otlp-backend collector:4318", "is no address of a backend")]
    [InlineData("--otlp --otlp-backend http://a:4318 --otlp-backend http://b:4318", "is the second one over its transport")]
    [InlineData("--otlp --otlp-backend http://a:4318 --otlp-headers /nowhere/headers", "cannot be read")]
    [InlineData("--otlp --otlp-backend http://user:word@a:4318", "at a has more than a scheme")]
    [InlineData("--otlp --otlp-backend grpc://a:4317?key=word", "at a has more than a scheme")]
    [InlineData("--public-url meshlens", "write for example https://meshlens.example.org")]
    [InlineData("--public-url javascript:alert", "write for example https://meshlens.example.org")]
    [InlineData("--otlp --otlp-backend http://a:4318 --edges-of main:9470", "is no address of a web API")]
    [InlineData("--otlp --otlp-backend http://a:4318 --edges-of http://main:9470 --edges-of-ca /nowhere/ca.crt", "is of no use with")]
    [InlineData("--otlp --otlp-backend http://a:4318 --edges-of https://main:9470 --edges-of-ca /nowhere/ca.crt", "--edges-of-ca: The file /nowhere/ca.crt holds no certificate that can be read")]
    [InlineData("--otlp --otlp-backend grpcs://a:4317 --otlp-backend-ca /nowhere/ca.crt", "--otlp-backend-ca: The file /nowhere/ca.crt holds no certificate that can be read")]
    [InlineData("--otlp --otlp-backend http://a:4318 --edges-of https://main:9470 --edges-of-token-file /nowhere/token", "cannot be read")]
    public void Validate_ABackendThatIsNone_IsNamedWithTheRemedy(string line, string remedy) =>
        Assert.Contains(remedy, Assert.Single(ServerOptionsValidation.Validate(Read(line))), StringComparison.Ordinal);

    [Fact]
    public void Validate_ABackendWithAPassword_ShowsItNowhere() =>
        Assert.DoesNotContain("word", Assert.Single(ServerOptionsValidation.Validate(Read("--otlp --otlp-backend http://user:word@a:4318"))), StringComparison.Ordinal);

    [Fact]
    public void Validate_WhatIsWrongWithABackendsAuthority_IsToldAtOnce() => Assert.Collection(
        ServerOptionsValidation.Validate(Read("--otlp --otlp-backend http://a:4318 --otlp-backend grpc://a:4317 --otlp-backend-ca /nowhere/ca.crt --otlp-headers /nowhere/headers")),
        static problem => Assert.Contains("--otlp-headers cannot be read", problem, StringComparison.Ordinal),
        static problem => Assert.Contains("give a PEM file", problem, StringComparison.Ordinal),
        static problem => Assert.Contains("write https:// or grpcs://", problem, StringComparison.Ordinal));

    [Fact]
    public void Read_ABackendsAuthority_IsWhomBothTransportsTrust()
    {
        using var authority = new TestAuthority();
        var options = Read($"--otlp --otlp-backend http://a:4318 --otlp-backend grpcs://a:4317 --otlp-backend-ca {authority.AuthorityFile}");

        Assert.Empty(ServerOptionsValidation.Validate(options));
        var tracing = new MeshLens.Tracing.TracingOptions();
        BackendReading.Apply(options.Backend!, options, tracing, []);
        Assert.Equal(authority.AuthorityFile, tracing.AuthorityFile);
    }

    [Theory]
    [InlineData("--otlp-backend-ca file")]
    [InlineData("--otlp-hold")]
    [InlineData("--otlp-headers file")]
    public void Read_HowToSendOnWithoutABackend_IsAnError(string line)
    {
        var command = new RootCommand("test");
        new ServerSwitches().AddTo(command);

        Assert.Contains("add --otlp-backend", Assert.Single(command.Parse(line).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_APublicUrl_IsWhereLinksLead()
    {
        var options = Read("--otlp --otlp-backend http://a:4318 --public-url https://lens.example/at/");

        Assert.Empty(ServerOptionsValidation.Validate(options));
        var tracing = new MeshLens.Tracing.TracingOptions();
        BackendReading.Apply(options.Backend!, options, tracing, []);
        Assert.Equal("https://lens.example/at", tracing.LinkTo);
    }

    [Theory]
    [InlineData("0.0.0.0:9470", "")]
    [InlineData("[::]:9470", "")]
    [InlineData("127.0.0.1:0", "")]
    [InlineData("10.0.0.7:9470", "http://10.0.0.7:9470")]
    public void Read_NoPublicUrl_LinksLeadToTheOwnAddressIfItIsOne(string listen, string link)
    {
        var options = Read($"--listen {listen} --otlp --otlp-backend http://a:4318");

        var tracing = new MeshLens.Tracing.TracingOptions();
        BackendReading.Apply(options.Backend!, options, tracing, []);
        Assert.Equal(link, tracing.LinkTo);
    }

    private static ServerOptions Read(string line)
    {
        var switches = new ServerSwitches();
        var command = new RootCommand("test");
        switches.AddTo(command);
        var parsed = command.Parse($"--no-data {line}");
        Assert.Empty(parsed.Errors);
        return switches.Read(parsed);
    }
}
