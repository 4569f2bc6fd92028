namespace LoopsMapping.Generator.Model;

internal enum MappingKind
{
    Contact,
    Event,
    Transactional,
}
