using MeshLens.Lab;
using MeshLens.Server.Commands;

// A service of the miniature mesh is this program, started again by the lab: it must be nothing else.
return LabChild.IsChild(args) ? LabChild.Run(args) : await CommandLine.Run(args);
