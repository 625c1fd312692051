using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>Who acts where there is no request: the program itself, or whoever sits at its console.</summary>
internal sealed class SystemCaller : ICaller
{
    public Caller Current => Caller.System;
}
