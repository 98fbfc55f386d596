using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Tests.Edges;

public sealed class DiagnosisLinkTests
{
    // Whoever follows it has the id decoded once: what is escaped in the id must stay so.
    [Theory]
    [InlineData("east~shop~web~shop~cart~80", "https://lens/edges/east~shop~web~shop~cart~80")]
    [InlineData("east~~a%7Eb%20c~shop~cart~80", "https://lens/edges/east~~a%257Eb%2520c~shop~cart~80")]
    public void Of_Id_IsThatOfThePage(string id, string link) => Assert.Equal(link, DiagnosisLink.Of("https://lens", id).Text);
}
