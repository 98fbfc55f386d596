using MeshLens.Lab;
using MeshLens.Lab.Proxies;
using MeshLens.Server.Commands;

// A service of the miniature mesh is this program, started again by the lab: it must be nothing else. So are its proxies.
return ProxyChild.IsChild(args) ? ProxyChild.Run() : LabChild.IsChild(args) ? LabChild.Run(args) : await CommandLine.Run(args);
