package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.kernel.Workspace.Purpose;
import org.junit.jupiter.api.Test;

/// Buffers grow and stay; purposes and tasks share nothing.
class WorkspaceTest {

    @Test
    void aBufferStaysUntilALongerOneIsAskedFor() {
        var workspace = new Workspace();
        float[] first = workspace.floats(Purpose.LANES, 10);
        assertThat(first.length).isGreaterThanOrEqualTo(10);
        assertThat(workspace.floats(Purpose.LANES, 3)).isSameAs(first);
        float[] longer = workspace.floats(Purpose.LANES, 11);
        assertThat(longer.length).isGreaterThanOrEqualTo(11);
        assertThat(workspace.floats(Purpose.LANES, 5)).isSameAs(longer);
        assertThat(workspace.doubles(Purpose.LANES, 7)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void purposesShareNothing() {
        var workspace = new Workspace();
        assertThat(workspace.floats(Purpose.FIRST, 4)).isNotSameAs(workspace.floats(Purpose.SECOND, 4));
        assertThat(workspace.doubles(Purpose.FIRST, 4)).isNotSameAs(workspace.doubles(Purpose.SECOND, 4));
    }

    @Test
    void eachTaskHasItsOwnAndTheOnlyTaskUsesTheWorkspaceItself() {
        var alone = new Workspace();
        assertThat(alone.task(0)).isSameAs(alone);
        var shared = new Workspace(Parallel.on(Runnable::run, 3));
        assertThat(shared.task(2)).isSameAs(shared.task(2)).isNotSameAs(shared.task(1));
        assertThat(shared.task(2).parallel().threads()).isOne();
        assertThatThrownBy(() -> shared.task(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workspace: task is 3, threads are 3; a region has at most one task per thread");
    }
}
