using System.Text.Json;
using MeshLens.Alerting.Templates;

namespace MeshLens.Alerting.Tests.Templates;

public sealed class TemplateTests
{
    [Fact]
    public void Render_Fields_AreFilledIn() =>
        Assert.Equal("<A> and <b>.", Template.Parse("{{A}} and {{ b }}.").Render(static field => $"<{field}>"));

    [Fact]
    public void Render_ValueWithQuotes_StaysInsideItsJsonString()
    {
        var text = Template.Parse("""{"text": "{{sentence}}"}""").Render(static _ => "say \"hi\"\n\\", static value => JsonEncodedText.Encode(value).ToString());

        Assert.Equal("say \"hi\"\n\\", JsonElement.Parse(text).GetProperty("text").GetString());
    }

    [Fact]
    public void Parse_NotClosed_IsAProblem() => Assert.NotEmpty(Template.Parse("a {{b").Problem);
}
