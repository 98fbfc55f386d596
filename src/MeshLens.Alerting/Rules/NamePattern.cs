using System.Text.Json.Serialization;
using MeshLens.Core.Edges;

namespace MeshLens.Alerting.Rules;

/// <summary>A name in which <c>*</c> stands for any text, also none.</summary>
[JsonConverter(typeof(NamePatternJsonConverter))]
public readonly record struct NamePattern(string Text)
{
    public bool Matches(string name) => Wildcard.Matches(Text, name);

    public override string ToString() => Text;
}
