/** What a check answers: it holds, it is violated and here is how, or a limit was hit and it says nothing. */
package dev.fencepost.model.verdict;
