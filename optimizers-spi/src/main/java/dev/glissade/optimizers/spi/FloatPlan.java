package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an optimizer over `float` parameters is made of: its parts, and their stages in the order in which they are applied.
final class FloatPlan {
    private final String name;
    private final Layout layout;
    private final Grouping grouping;
    private final ThreadArithmetic[] arithmetics;
    private final PartNames names = new PartNames();
    private final List<FloatPart> parts = new ArrayList<>();
    private final List<FloatPart> averagingParts = new ArrayList<>();
    private final boolean[] copies;
    private final @Nullable FloatStage[][] places;
    private final FloatPart rulePart;

    FloatPlan(Recipe recipe, Layout layout, Grouping grouping, ThreadArithmetic[] arithmetics) {
        this.name = recipe.description().name();
        this.layout = layout;
        this.grouping = grouping;
        this.arithmetics = arithmetics;
        this.copies = new boolean[grouping.count()];
        var rows = new ArrayList<@Nullable FloatStage[]>();
        for (Choice<GradientTransformProvider> transform : recipe.transforms()) {
            FloatStage stage = shared(transform, grouping.unfrozen());
            stage.allowSkipping();
            rows.add(everywhere(stage, false));
        }
        @Nullable FloatStage[] directions = directions(recipe);
        if (copiesAny(directions, !rows.isEmpty())) {
            rows.add(directions);
        }
        rows.add(rules(recipe));
        this.rulePart = parts.getLast();
        for (Choice<AveragingProvider> averaging : recipe.averagings()) {
            rows.add(everywhere(shared(averaging, grouping.all()), true));
            averagingParts.add(parts.getLast());
        }
        this.places = rows.toArray(new @Nullable FloatStage[0][]);
    }

    /// All parts, in the order in which they are applied.
    List<FloatPart> parts() {
        return parts;
    }

    /// The stages by place, then by group; null where the group has nothing to do there.
    @Nullable
    FloatStage[][] places() {
        return places;
    }

    /// For each group, whether something changes its gradients, so that they are copied.
    boolean[] copies() {
        return copies;
    }

    /// The part that is the optimizer's own rule.
    FloatPart rulePart() {
        return rulePart;
    }

    /// The parts that are averagings, in the order of the recipe.
    List<FloatPart> averagingParts() {
        return averagingParts;
    }

    private FloatStage shared(Choice<? extends RuleProvider> choice, int[] members) {
        RuleDescription description = RuleDescription.of(choice);
        var slots = new FloatSlots(
                description,
                Rules.neededSlots(choice.provider(), List.of(choice.hyperparameters())),
                List.of(choice.hyperparameters()),
                layout);
        FloatStage stage = stage(choice.provider(), description, choice.hyperparameters(), members, slots);
        parts.add(new FloatPart(names.of(description.name()), layout, slots, List.of(stage)));
        return stage;
    }

    private FloatStage stage(
            RuleProvider provider,
            RuleDescription description,
            Hyperparameters chosen,
            int[] members,
            FloatSlots slots) {
        var values = new CurrentValues(description.name(), ElementType.FLOAT32, chosen);
        FloatUpdateRule rule = Rules.required(
                description.name(),
                ElementType.FLOAT32,
                Choice.made("rule", description.name(), () -> Rules.floatRule(provider, chosen)));
        for (int number : members) {
            slots.start(layout.segments().get(number), number, values);
        }
        return new FloatStage(description, values, layout, members, rule, slots, arithmetics);
    }

    private @Nullable FloatStage[] everywhere(FloatStage stage, boolean frozenToo) {
        var row = new @Nullable FloatStage[grouping.count()];
        for (int g = 0; g < row.length; g++) {
            if (frozenToo || !grouping.isFrozen(g)) {
                row[g] = stage;
            }
        }
        return row;
    }

    private @Nullable FloatStage[] rules(Recipe recipe) {
        Choice<OptimizerProvider> choice = recipe.choice();
        RuleDescription description = RuleDescription.of(choice);
        List<Slot> needed = Rules.neededSlots(choice.provider(), grouping.hyperparameters());
        var slots = new FloatSlots(description, needed, grouping.hyperparameters(), layout);
        var row = new @Nullable FloatStage[grouping.count()];
        var stages = new ArrayList<FloatStage>();
        for (int g = 0; g < row.length; g++) {
            Hyperparameters own = grouping.group(g).hyperparameters();
            FloatStage stage = stage(choice.provider(), description, own, grouping.members(g), slots);
            stages.add(stage);
            // A group without parameters has nothing to do; but where no other has either, somebody must count.
            boolean idle = grouping.members(g).length == 0 && grouping.moving() > 0;
            if (!grouping.isFrozen(g) && !idle) {
                row[g] = stage;
                if (choice.provider().evaluatesLoss()) {
                    stage.allowEvaluating();
                }
            }
        }
        parts.add(new FloatPart(names.of(name), layout, slots, List.copyOf(stages)));
        return row;
    }

    private @Nullable FloatStage[] directions(Recipe recipe) {
        OptimizerProvider provider = recipe.choice().provider();
        var row = new @Nullable FloatStage[grouping.count()];
        for (int g = 0; g < row.length; g++) {
            Hyperparameters own = grouping.group(g).hyperparameters();
            if (!grouping.isFrozen(g) && Direction.turns(provider, own)) {
                var rule = new FloatDirectionRule(
                        Direction.isOffered(provider, own, Direction.WEIGHT_DECAY),
                        Direction.isOffered(provider, own, Direction.MAXIMIZE));
                var values = new CurrentValues(name, ElementType.FLOAT32, own);
                RuleDescription description =
                        Direction.description(recipe.choice().description());
                var slots = new FloatSlots(description, List.of(), List.of(own), layout);
                row[g] = new FloatStage(description, values, layout, grouping.members(g), rule, slots, arithmetics);
                parts.add(new FloatPart("", layout, slots, List.of(row[g])));
            }
        }
        return row;
    }

    /// Marks the groups whose gradients are copied, because something changes them. Returns whether the host itself does.
    private boolean copiesAny(@Nullable FloatStage[] directions, boolean transforms) {
        boolean any = false;
        for (int g = 0; g < copies.length; g++) {
            any |= directions[g] != null;
            copies[g] = directions[g] != null || transforms && !grouping.isFrozen(g);
        }
        return any;
    }
}
