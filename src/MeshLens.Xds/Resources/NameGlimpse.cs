using Google.Protobuf;

namespace MeshLens.Xds.Resources;

/// <summary>
/// The name of a message that cannot be decoded: in every named type of xDS it is field 1, and encoders write fields in order.
/// A rejection that names the resource is worth more than one that counts positions.
/// </summary>
internal static class NameGlimpse
{
    private const byte FieldOneLengthDelimited = 0x0A;

    public static string Of(ByteString body)
    {
        if (body.IsEmpty || body[0] != FieldOneLengthDelimited)
        {
            return "";
        }

        try
        {
            using var input = body.CreateCodedInput();
            input.ReadTag();
            return input.ReadString();
        }
        catch (InvalidProtocolBufferException)
        {
            return ""; // Not even the name is whole.
        }
    }
}
