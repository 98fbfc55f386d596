namespace MeshLens.Tracing.Wire;

/// <summary>The value of an attribute that is added.</summary>
internal readonly record struct AttributeValue(AttributeKind Kind, string Text, long Integer, double Real)
{
    public static AttributeValue Of(string text) => new(AttributeKind.Text, text, 0, 0);

    public static AttributeValue Of(long number) => new(AttributeKind.Integer, "", number, 0);

    public static AttributeValue Of(double number) => new(AttributeKind.Real, "", 0, number);
}
