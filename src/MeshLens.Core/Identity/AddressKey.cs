using System.Buffers.Binary;
using System.Net;

namespace MeshLens.Core.Identity;

/// <summary>An address as one number, IPv4 in its mapped form: both families share a table, and a look-up allocates nothing.</summary>
/// <param name="Bits">The sixteen bytes of the IPv6 form, most significant first.</param>
public readonly record struct AddressKey(UInt128 Bits)
{
    private const int BytesV4 = 4;
    private const int BytesV6 = 16;

    /// <summary>Bits of an address; a prefix of this length is one address.</summary>
    public const int Width = 128;

    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    /// <summary>Whether it is an IPv4 address.</summary>
    public bool IsV4 => Bits >> 32 == 0xFFFF;

    /// <summary>The key of an address; its scope does not count.</summary>
    public static AddressKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[BytesV6];
        address.TryWriteBytes(bytes, out var written);
        TryRead(bytes[..written], out var key);
        return key;
    }

    /// <summary>Reads four or sixteen bytes in network order; false for any other number of them.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AddressKey key)
    {
        key = bytes.Length switch
        {
            BytesV4 => new(Mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes)),
            BytesV6 => new(BinaryPrimitives.ReadUInt128BigEndian(bytes)),
            _ => default,
        };
        return bytes.Length is BytesV4 or BytesV6;
    }

    /// <summary>Reads an address as people write it.</summary>
    public static bool TryParse(string? text, out AddressKey key)
    {
        var isAddress = IPAddress.TryParse(text, out var address);
        key = isAddress ? Of(address!) : default;
        return isAddress;
    }

    /// <summary>The first bits of it, the rest zero.</summary>
    /// <param name="prefix">Bits of the IPv6 form: an IPv4 prefix plus 96.</param>
    public AddressKey Masked(int prefix) => new(prefix <= 0 ? UInt128.Zero : Bits & (UInt128.MaxValue << (Width - prefix)));

    /// <summary>As an address.</summary>
    public IPAddress ToAddress()
    {
        Span<byte> bytes = stackalloc byte[BytesV6];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return new(IsV4 ? bytes[(BytesV6 - BytesV4)..] : bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => ToAddress().ToString();
}
