namespace Instrumented;

/// <summary>What spans say of who took part. Libraries and those who set them up differ.</summary>
internal enum Telling
{
    /// <summary>Addresses and ports of both ends of the connection.</summary>
    Connections,

    /// <summary>Whom a client called, by name, and who called a server, by address.</summary>
    Names,

    /// <summary>Addresses alone.</summary>
    Addresses,
}
