using System.Text;

namespace MeshLens.Otlp.Json;

/// <summary>One field of a message.</summary>
/// <param name="Name">As JSON has it.</param>
/// <param name="Number">As protobuf has it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsList">Whether it is an array.</param>
/// <param name="Message">Of an object: what it is.</param>
internal sealed record OtlpField(string Name, int Number, OtlpKind Kind, bool IsList = false, OtlpMessage? Message = null)
{
    /// <summary>The name's bytes.</summary>
    public byte[] NameBytes { get; } = Encoding.UTF8.GetBytes(Name);
}
