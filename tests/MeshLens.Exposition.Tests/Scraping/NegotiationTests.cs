using MeshLens.Exposition.Scraping;

namespace MeshLens.Exposition.Tests.Scraping;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData(null, "text/plain")]
    [InlineData("", "text/plain")]
    [InlineData("*/*", "text/plain")]
    [InlineData("text/html,*/*;q=0.1", "text/plain")]
    // Prometheus 2.42, without and with native histograms.
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/openmetrics-text")]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/vnd.google.protobuf")]
    // Prometheus 3.
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", "application/openmetrics-text")]
    [InlineData("text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.5", "text/plain")]
    [InlineData("application/vnd.google.protobuf;proto=other.Message;encoding=delimited,text/plain;q=0.1", "text/plain")]
    [InlineData("application/openmetrics-text;version=2.0.0,text/plain;version=0.0.4;q=0.1", "text/plain")]
    [InlineData("application/openmetrics-text;q=0", "text/plain")]
    [InlineData("application/openmetrics-text;q=many,;;,=", "text/plain")]
    public void Choose_WhatScrapersSend_IsTheBestThatIsKnown(string? accept, string type) =>
        Assert.StartsWith(type, Negotiation.ContentTypeOf(Negotiation.Choose(accept)), StringComparison.Ordinal);
}
